package org.ntkasymptotics.backend.cuda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.KernelFamilies;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * One thing, five faces: a formula is a {@code .cuh}, a record, and an example that every contract
 * takes up; an operation is a CPU class, a CUDA class, a contract and a leaf of it for each, and a
 * {@code .cu} where the kernels are ours. A stem that lacks a face fails here.
 */
class TwinsTest {
  private static final Path DEVICE = Path.of("cuda-kernels");
  private static final Path FORMULAS = DEVICE.resolve("formulas");
  private static final Path KERNELS = DEVICE.resolve("kernels");
  private static final Path MAIN = Path.of("src", "main", "java", "org", "ntkasymptotics");
  private static final Path TESTS = Path.of("src", "test", "java", "org", "ntkasymptotics");

  /** Kernels that are no formula of two points: an operation of their own makes their matrix. */
  private static final Set<String> NO_FORMULAS = Set.of("empirical");

  /** Methods of the waist that are not operations on arrays. */
  private static final Set<String> NO_OPERATIONS = Set.of("info", "memoryPlan", "parts", "close");

  /** The translation unit that includes all others. */
  private static final String IMAGE = "image.cu";

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\..*", "");
  }

  private static String camelCase(String stem) {
    return Arrays.stream(stem.split("_"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static void assertFace(Path face, String of) {
    assertTrue(Files.isRegularFile(face), of + " lacks a face: " + face);
  }

  /** Names and formulas of the list in kernels.cuh. */
  private static Map<String, String> listed() {
    Map<String, String> listed = new TreeMap<>();
    Matcher entry =
        Pattern.compile("X\\((\\w+), (\\w+)\\)").matcher(text(FORMULAS.resolve("kernels.cuh")));
    while (entry.find()) {
      if (!entry.group(1).equals("name")) {
        listed.put(entry.group(1), entry.group(2));
      }
    }
    return listed;
  }

  /** One of every family, under its family's name. */
  private static Map<String, NtkKernel> examples() {
    Map<String, NtkKernel> examples = new TreeMap<>();
    KernelExamples.all(1, 1).forEach(kernel -> examples.put(kernel.kernelName(), kernel));
    return examples;
  }

  static List<String> families() {
    return KernelFamilies.names().stream().filter(name -> !NO_FORMULAS.contains(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void aFormulaHasAllItsFaces(String family) {
    NtkKernel kernel = examples().get(family);
    assertTrue(kernel != null, family + " lacks a face: an example in KernelExamples");
    String name = kernel.getClass().getSimpleName();
    assertFace(MAIN.resolve("kernel").resolve(name + ".java"), family);
    Map<String, String> listed = listed();
    String stem =
        listed.keySet().stream()
            .filter(key -> listed.get(key).equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError(family + " is not in the list of kernels.cuh"));
    assertEquals(name, camelCase(stem), "a formula has one name");
    Path formula = FORMULAS.resolve(stem + ".cuh");
    assertFace(formula, family);
    assertTrue(text(formula).contains("struct " + name + " "), formula + " defines " + name);
    for (Precision precision : Precision.values()) {
      for (KernelFunction function :
          List.of(
              KernelFunction.gram(kernel, precision), KernelFunction.product(kernel, precision))) {
        assertTrue(function.symbol().endsWith(stem + "_" + precision.word()), "" + function);
      }
    }
  }

  @Test
  void theDeviceHasNoFormulaThatNoFamilyHas() {
    Set<String> records = new TreeSet<>();
    examples().values().forEach(kernel -> records.add(kernel.getClass().getSimpleName()));
    assertEquals(records, new TreeSet<>(listed().values()));
  }

  static List<String> operations() {
    return Arrays.stream(Backend.class.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> !NO_OPERATIONS.contains(name))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationHasAllItsFaces(String operation) {
    String name = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
    assertFace(TESTS.resolve("backend/" + name + "Contract.java"), operation);
    assertLeaf("cpu", "Cpu", name);
    assertLeaf("cuda", "Cuda", name);
  }

  /** The class that does it on a machine, and the contract's leaf there. */
  private static void assertLeaf(String room, String machine, String name) {
    assertFace(MAIN.resolve("backend/" + room + "/" + machine + name + ".java"), name);
    Path leaf = TESTS.resolve("backend/" + room + "/" + machine + name + "Test.java");
    assertFace(leaf, name);
    assertTrue(text(leaf).contains("extends " + name + "Contract"), leaf + " is no leaf");
  }

  static List<String> sources() {
    return files(KERNELS, ".cu").stream()
        .filter(file -> !file.endsWith(IMAGE))
        .map(TwinsTest::stem)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aSourceOfKernelsHasAllItsFaces(String stem) {
    assertTrue(
        text(KERNELS.resolve(IMAGE)).contains("\"" + stem + ".cu\""), stem + " is in the image");
    assertFace(TESTS.resolve("backend/" + camelCase(stem) + "Contract.java"), stem);
    assertLeaf("cpu", "Cpu", camelCase(stem));
    assertLeaf("cuda", "Cuda", camelCase(stem));
    String launcher = text(MAIN.resolve("backend/cuda/Cuda" + camelCase(stem) + ".java"));
    assertTrue(launcher.contains(stem + ".cu"), "its launcher names it");
  }

  @Test
  void everyTwinThatIsNamedIsThere() throws IOException {
    Set<String> classes;
    try (Stream<Path> files = Files.walk(MAIN)) {
      classes = files.map(file -> "" + file.getFileName()).collect(Collectors.toSet());
    }
    for (Path file : Stream.of(FORMULAS, KERNELS).flatMap(f -> files(f, "").stream()).toList()) {
      Matcher named = Pattern.compile("\\b([A-Z]\\w+\\.java)\\b").matcher(text(file));
      while (named.find()) {
        assertTrue(classes.contains(named.group(1)), file + " names " + named.group(1));
      }
    }
  }

  /** Numbers on which launcher and kernels must agree have one name in both. */
  @Test
  void sharedConstantsAreTheSame() {
    Map<String, Integer> java = new TreeMap<>();
    for (Path file : files(MAIN.resolve("backend/cuda"), ".java")) {
      java.putAll(constants(file, "static final int (\\w+) = (\\d+);"));
    }
    for (Path file : files(KERNELS, "")) {
      Map<String, Integer> device = constants(file, "constexpr int (\\w+) = (\\d+);");
      String prefix = stem(file).toUpperCase(Locale.ROOT) + "_";
      device.forEach(
          (name, value) -> {
            if (java.containsKey(name) || name.startsWith(prefix)) {
              assertEquals(value, java.get(name), file + ": " + name);
            }
          });
    }
  }

  private static Map<String, Integer> constants(Path file, String form) {
    Map<String, Integer> constants = new TreeMap<>();
    Matcher constant = Pattern.compile(form).matcher(text(file));
    while (constant.find()) {
      constants.put(constant.group(1), Integer.valueOf(constant.group(2)));
    }
    return constants;
  }

  /** What g++ made of the sources has the functions of the enumeration and no others. */
  @Test
  void theFunctionsOfTheDeviceAreThoseOfTheEnumeration() throws Exception {
    Path library = TestDevice.emulated().resolve("libntk-emulated-kernels.so");
    Process nm = new ProcessBuilder("nm", "-D", "--defined-only", library.toString()).start();
    Set<String> compiled = new TreeSet<>();
    for (String line : new String(nm.getInputStream().readAllBytes(), UTF_8).lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words[words.length - 2].equals("T") && !words[words.length - 1].startsWith("_")) {
        compiled.add(words[words.length - 1]);
      }
    }
    assertEquals(0, nm.waitFor());
    Set<String> named =
        Arrays.stream(KernelFunction.values())
            .map(KernelFunction::symbol)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(named, compiled);
  }
}
