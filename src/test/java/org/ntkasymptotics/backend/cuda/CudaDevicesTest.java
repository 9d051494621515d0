package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

/** Several devices, of the emulated kind: what they share, and what one may not do to another. */
class CudaDevicesTest {
  private static final int M = 300;
  private static final ReluNtk KERNEL = new ReluNtk(1, 1);

  /** Five strips, fifteen tasks for each bundle of vectors. */
  private static final ProductStrips STRIPS = new ProductStrips(M, 64, 64);

  private final RowMatrix points = Samples.gaussian(M, 2, 1);
  private final RowMatrix vectors = Samples.gaussian(9, M, 2);
  private final List<String> notes = new ArrayList<>();

  private final Progress listener =
      new Progress() {
        @Override
        public void report(String stage, double fraction, String detail) {}

        @Override
        public void note(String line) {
          notes.add(line);
        }
      };

  @AfterEach
  void behaveAgain() {
    if (!TestDevice.isGpu()) {
      TestDevice.behave();
    }
  }

  private static BackendOptions options(String devices) {
    return TestDevice.options(1, Devices.from(devices), Precision.DOUBLE);
  }

  private Backend open(String devices) {
    return Backends.open(options(devices), listener);
  }

  private double[] product(String devices) {
    try (Backend backend = open(devices);
        KernelProduct product = ((CudaDevices) backend).product(KERNEL, points, STRIPS)) {
      return product.apply(vectors).array();
    }
  }

  private double[] productOfOne() {
    try (Backend backend = open("0");
        KernelProduct product = ((CudaBackend) backend).product(KERNEL, points, STRIPS)) {
      return product.apply(vectors).array();
    }
  }

  /** On a machine with GPUs too, if it has several. */
  @Test
  void productsOfAllDevicesHaveTheBitsOfOne() {
    if (!TestDevice.isGpu()) {
      TestDevice.behave("devices = 2");
    }
    int count = Backends.cudaDevices(options("all"), Progress.NONE).size();
    Assumptions.assumeTrue(count > 1, "one device only");
    assertArrayEquals(productOfOne(), product("all"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,1", "2,0,1", "all"})
  void productsHaveTheBitsOfOneDevice(String devices) {
    TestDevice.behave("devices = 3");
    assertArrayEquals(productOfOne(), product(devices));
    assertEquals(List.of(), notes);
  }

  /** The same product again has the bits too, and the device that failed is not asked again. */
  @ParameterizedTest
  @ValueSource(strings = {"fail_allocation", "fail_copy", "fail_execution", "lost_at_call"})
  void workOfADeviceThatFailsIsDoneByTheOthers(String fault) {
    TestDevice.behave("devices = 2");
    double[] expected = productOfOne();
    int first = fault.equals("lost_at_call") ? 40 : 1;
    int failures = 0;
    for (int k = first; k < first + 8; k++) {
      TestDevice.behave("devices = 2", "fault_device = 1", fault + " = " + k + "+");
      notes.clear();
      try (Backend backend = open("0,1");
          KernelProduct product = ((CudaDevices) backend).product(KERNEL, points, STRIPS)) {
        assertArrayEquals(expected, product.apply(vectors).array(), fault + " " + k);
        assertArrayEquals(expected, product.apply(vectors).array(), fault + " " + k);
        assertTrue(notes.size() <= 1, "" + notes);
        failures += notes.size();
        notes.forEach(note -> assertTrue(note.startsWith("device 1 is left out"), note));
      } catch (BackendUnavailableException e) {
        assertTrue(e.getMessage().contains("(device 1)"), e.getMessage());
      }
    }
    assertTrue(failures > 2, fault + " came to light " + failures + " times");
  }

  @Test
  void aProductFailsWhenNoDeviceIsLeft() {
    TestDevice.behave("devices = 2", "fail_execution = 1+");
    String message = assertThrows(ComputationException.class, () -> product("0,1")).getMessage();
    assertTrue(message.contains("CUDA_ERROR_LAUNCH_FAILED on Emulated device (device "), message);
  }

  @Test
  void partsAreAddedInTheOrderOfPartnersWheneverTheyCome() {
    List<ProductStrips.Task> tasks = new ArrayList<>(STRIPS.tasks(9));
    RowMatrix forward = summed(tasks);
    Collections.reverse(tasks);
    assertArrayEquals(forward.array(), summed(tasks).array());
    tasks.remove(0);
    assertThrows(IllegalStateException.class, () -> summed(tasks.subList(0, 3)));
  }

  /** Parts whose sum depends on the order. */
  private static RowMatrix summed(List<ProductStrips.Task> tasks) {
    StripSums sums = new StripSums(STRIPS, 9);
    for (ProductStrips.Task task : tasks) {
      sums.add(
          task,
          List.of(
              Samples.gaussian(task.vectors(), task.first().length(), task.first().from()).array(),
              Samples.gaussian(task.vectors(), task.second().length(), task.first().to()).array()));
    }
    return sums.total();
  }

  /** What a program that mixes devices up does must not pass for right. */
  @Test
  void memoryOfOneDeviceIsOfNoUseOnAnother() {
    TestDevice.behave("devices = 2");
    try (CudaBackend zero = (CudaBackend) open("0");
        CudaBackend one = (CudaBackend) open("1");
        BackendMatrix matrix = zero.gram(KERNEL, points)) {
      String refused =
          assertThrows(
                  IllegalArgumentException.class, () -> one.modes(matrix, RowMatrix.zeros(0, M)))
              .getMessage();
      assertTrue(refused.contains("of another device"), refused);
      try (CudaPoints there = new CudaPoints(one.context(), Precision.DOUBLE, KERNEL, points)) {
        CudaGram launches =
            new CudaGram(
                zero.context(), zero.module(), KernelFunction.gram(KERNEL, Precision.DOUBLE));
        String message =
            assertThrows(
                    ComputationException.class,
                    () -> launches.compute(there, Precision.DOUBLE, Meter.SILENT))
                .getMessage();
        assertTrue(message.contains("ILLEGAL_ADDRESS"), message);
      }
    }
  }

  @Test
  void whereAllAreAskedForThoseThatCannotBeUsedAreLeftOut() {
    TestDevice.behave("devices = 3", "fault_device = 1", "fail_handle = 1+");
    try (Backend backend = open("all")) {
      assertEquals(
          "Emulated device (device 0), Emulated device (device 2)", backend.info().device());
    }
    assertEquals(1, notes.size(), "" + notes);
    assertTrue(notes.get(0).startsWith("device 1 is left out: "), notes.get(0));
    assertThrows(BackendUnavailableException.class, () -> open("0,1"));
    String message =
        assertThrows(BackendUnavailableException.class, () -> open("0,3")).getMessage();
    assertTrue(message.contains("there is no device 3: the devices are 0 … 2"), message);
  }

  @Test
  void allOfOneDeviceIsThatDevice() {
    TestDevice.behave("devices = 1");
    try (Backend backend = open("all")) {
      assertEquals("Emulated device", backend.info().device());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0", "3|3", " 0 , 2|0,2", "all|all"})
  void devicesAreReadAndWritten(String text, String written) {
    assertEquals(written, Devices.from(text).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "0,", "0,0", "0-3", "every", "0;1", "1.0", "12345"})
  void otherDevicesAreRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Devices.from(text)).getMessage();
    assertTrue(message.startsWith("device must "), message);
  }
}
