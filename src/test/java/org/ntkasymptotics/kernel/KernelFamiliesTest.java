package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFamiliesTest {

  /** The records at the leaves of the sealed types. */
  private static List<Class<?>> records(Class<?> type) {
    List<Class<?>> found = new ArrayList<>();
    if (type.isRecord()) {
      found.add(type);
    } else {
      Arrays.stream(type.getPermittedSubclasses()).forEach(sub -> found.addAll(records(sub)));
    }
    return found;
  }

  @Test
  void everyRecordIsListedOnceAndHasAnExample() {
    Set<Class<?>> examples =
        KernelExamples.all(1, 1).map(Object::getClass).collect(Collectors.toSet());
    // The kernel of a network in a file has a test of its own.
    examples.add(EmpiricalNtk.class);
    assertEquals(Set.copyOf(records(NtkKernel.class)), examples);
    Set<String> names =
        KernelExamples.all(1, 1).map(NtkKernel::kernelName).collect(Collectors.toSet());
    names.add(EmpiricalNtk.FAMILY.name());
    assertEquals(names, Set.copyOf(KernelFamilies.names()));
    assertEquals(KernelFamilies.ALL.size(), records(NtkKernel.class).size());
  }

  @Test
  void whatAKernelSaysReadsBackAsItself() {
    KernelExamples.all(1.25, 0.75)
        .forEach(kernel -> assertEquals(kernel, NtkKernel.from(kernel.spec(), 1.25, 0.75)));
    for (KernelFamily family : KernelFamilies.ALL) {
      if (!family.readsFile()) {
        assertEquals(family.name(), NtkKernel.from(family.form(), 1, 1).kernelName());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          relu | the kernel must be one of relu-ntk, relu-covariance
          relu-ntk:q=1 | kernel relu-ntk takes no parameters, got 'q' (it is written like relu-ntk)
          laplace:lenght=1 | kernel laplace takes length, got 'lenght' (it is written like laplace:length=1.0)
          laplace:length=x | kernel laplace needs a finite number as length, got 'x'
          laplace:length=NaN | kernel laplace needs a finite number as length, got 'NaN'
          laplace:length=0 | length must be positive and finite; got 0.0
          laplace:2 | kernel laplace takes key=value,key=value behind its name, got '2'
          empirical | kernel empirical needs the path of a file behind its name
          empirical:nowhere.npz | nowhere.npz: no such file; expected a .npz file with a network
          laplace:length=1,length=2 | kernel laplace takes every key once, got 'length' again
          """)
  void saysWhatIsWrong(String spec, String expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> NtkKernel.from(spec, 1, 1)).getMessage();
    assertTrue(message.contains(expected), message + "\nexpected: " + expected);
  }
}
