package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.network.Parametrisation.NTK;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.ShallowNetwork;

/** Whatever goes wrong on the emulated device ends with one clear line, and no memory is lost. */
class CudaFaultsTest {
  private static final int M = 9;

  /** What the emulated cuBLAS holds; plans keep a 32nd of the free memory in reserve. */
  private static final long HANDLE = 4L << 20;

  private static final int MOST_CALLS = 2000;
  private static final ReluNtk KERNEL = new ReluNtk(1, 1);

  @AfterEach
  void behaveAgain() {
    if (!TestDevice.isGpu()) {
      TestDevice.behave();
    }
  }

  private static RowMatrix points() {
    RowMatrix x = RowMatrix.zeros(M, 2);
    for (int i = 0; i < M; i++) {
      x.set(i, 0, Math.cos(i * i));
      x.set(i, 1, Math.sin(3.0 * i));
    }
    return x;
  }

  /** Every operation once, and every way from the device to the host. */
  private static void everything(Backend backend) {
    RowMatrix x = points();
    RowMatrix ones = RowMatrix.zeros(1, M);
    Arrays.fill(ones.array(), 1);
    Samples.product(backend, KERNEL, x, ones);
    RowMatrix pair = RowMatrix.of(x.row(0), x.row(1));
    double[] two = {1, 1};
    train(backend, new ShallowNetwork(NTK, 1, 1, pair, two, two), pair);
    train(backend, new LayeredNetwork(1, 1, 1, List.of(pair), List.of(two), two), pair);
    LayeredNetwork deep = new LayeredNetwork(1, 1, 1, List.of(pair, pair), List.of(two, two), two);
    EmpiricalNtk own = new EmpiricalNtk("deep", deep);
    backend.gram(own, x).close();
    Samples.product(backend, own, x, ones);
    try (BackendMatrix gram = backend.gram(KERNEL, x)) {
      SymmetricMatrix host = gram.toHost();
      assertTrue(host.get(0, 0) > 0);
      backend.modes(gram, ones);
    }
    try (BackendMatrix gram = backend.gram(KERNEL, x);
        Eigensystem eigen = backend.eigh(gram)) {
      eigen.project(ones.row(0));
      eigen.vectors();
    }
  }

  private static void train(Backend backend, FiniteNetwork network, RowMatrix x) {
    DescentPlan plan = new DescentPlan(0, 0.5, 1, 0, 10, DescentPlan.Precision.SINGLE);
    backend.descent(network, x, new double[] {1, 1}, plan, Checkpoints.NONE, Progress.NONE);
  }

  private static Backend open() {
    BackendOptions options =
        BackendOptions.of(BackendChoice.CUDA, 1).withCudaLibs(TestDevice.emulated());
    return Backends.open(options, Progress.NONE);
  }

  private static long free(Backend backend) {
    return backend.memoryPlan("gram", 2).available();
  }

  /** But for what the library's own handle may hold since. */
  private static void assertNothingHeld(long before, Backend backend, String what) {
    long held = before - free(backend);
    assertTrue(held == 0 || held == HANDLE - HANDLE / 32, what + held + " bytes are lost");
  }

  /**
   * Lets everything fail at the first, second, … occurrence until nothing fails any more.
   *
   * @return how often it failed
   */
  private static int failAtEvery(String fault, String expected) {
    for (int k = 1; k < MOST_CALLS; k++) {
      TestDevice.behave(fault + " = " + k);
      String what = fault + " " + k + ": ";
      try (Backend backend = open()) {
        long before = free(backend);
        try {
          everything(backend);
          return k - 1;
        } catch (ComputationException e) {
          assertTrue(e.getMessage().matches(".*(" + expected + ").*"), what + e.getMessage());
          assertFalse(e.getMessage().contains("\n"), what + e.getMessage());
          assertEquals(0, e.getSuppressed().length, what + "nothing else fails");
        }
        if (!fault.equals("fail_copy")) { // after that the context answers no more
          assertNothingHeld(before, backend, what);
        }
      } catch (BackendUnavailableException e) {
        assertTrue(e.getMessage().matches(".*(" + expected + ").*"), what + e.getMessage());
      }
    }
    throw new AssertionError(fault + " never stops");
  }

  @ParameterizedTest
  @CsvSource({
    "fail_allocation, OUT_OF_MEMORY|ALLOC_FAILED, 20",
    "fail_copy, CUDA_ERROR, 20",
    "fail_launch, CUDA_ERROR, 4",
    "fail_solver, CUSOLVER_STATUS, 3",
    "fail_blas, CUBLAS_STATUS, 1"
  })
  void everySingleFailureIsReportedAndLosesNothing(String fault, String expected, int atLeast) {
    int failures = failAtEvery(fault, expected);
    assertTrue(failures >= atLeast, failures + " failures");
  }

  @Test
  void aKernelThatCrashesEndsTheContextButNotTheProcess() {
    for (int k = 1; k <= 4; k++) {
      TestDevice.behave("fail_execution = " + k);
      try (Backend backend = open()) {
        String message =
            assertThrows(ComputationException.class, () -> everything(backend)).getMessage();
        assertTrue(message.contains("CUDA_ERROR_LAUNCH_FAILED on Emulated device"), message);
      }
    }
    TestDevice.behave();
    try (Backend backend = open()) {
      everything(backend);
    }
  }

  /** The device is lost at the first, second, … call, later at every few, and stays lost. */
  @Test
  void aLostDeviceIsNamedWhereverItIsLost() {
    for (int k = 1; k < MOST_CALLS; k += 1 + k / 32) {
      TestDevice.behave("lost_at_call = " + k + "+");
      try (Backend backend = open()) {
        everything(backend);
        assertTrue(k > 100, "calls are counted: " + k);
        return;
      } catch (ComputationException | BackendUnavailableException e) {
        // The libraries have no word of their own for it.
        assertTrue(e.getMessage().matches(".*(DEVICE_UNAVAILABLE|STATUS_[A-Z_]+).*"), k + ": " + e);
        assertEquals(0, e.getSuppressed().length, "closing does not fail");
      }
    }
    throw new AssertionError("the device is always lost");
  }

  @Test
  void failedDecompositionsAreNotTakenForResults() {
    TestDevice.behave("solver_info = 3");
    try (Backend backend = open()) {
      long before = free(backend);
      String message =
          assertThrows(ComputationException.class, () -> everything(backend)).getMessage();
      assertTrue(message.contains("devInfo = 3"), message);
      assertEquals(before, free(backend));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-3", "1e-11"})
  void wrongEigenvaluesAreNoticed(String error) {
    TestDevice.behave("solver_error = " + error);
    try (Backend backend = open()) {
      long before = free(backend);
      BackendMatrix first = backend.gram(KERNEL, points());
      String modes =
          assertThrows(
                  ComputationException.class,
                  () -> backend.modes(first, RowMatrix.zeros(0, M)).values())
              .getMessage();
      assertTrue(modes.contains("the check of the result failed"), modes);
      BackendMatrix second = backend.gram(KERNEL, points());
      String eigh =
          assertThrows(ComputationException.class, () -> backend.eigh(second)).getMessage();
      assertTrue(eigh.contains("the check of the result failed"), eigh);
      assertEquals(before, free(backend));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "init_result = 100, NO_DEVICE",
    "init_result = 803, driver library and kernel module differ",
    "devices = 0, no device",
    "driver_version = 11040, the NVIDIA driver is too old: it supports CUDA 11.4",
    "compute_capability = 7.0, too old: the kernels need 7.5",
    "module_result = 209, cannot be loaded: CUDA_ERROR_NO_BINARY_FOR_GPU",
    "fail_handle = 1+, CUSOLVER_STATUS_NOT_INITIALIZED",
    "source_hash = 0000, were compiled from other sources"
  })
  void whatIsMissingIsSaidAndAutoGoesOn(String setting, String expected) {
    TestDevice.behave(setting);
    BackendUnavailableException refused =
        assertThrows(BackendUnavailableException.class, CudaFaultsTest::open);
    String message = refused.getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.startsWith("back end cuda is not available: "), message);
    BackendOptions auto =
        BackendOptions.of(BackendChoice.AUTO, 1).withCudaLibs(TestDevice.emulated());
    try (Backend backend = Backends.open(auto, Progress.NONE)) {
      assertEquals("cpu", backend.info().name());
      assertTrue(backend.info().reason().contains(expected), backend.info().reason());
    }
    assertTrue(Backends.examineCuda(auto).whyNot().orElseThrow().contains(expected));
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    TestDevice.behave("devices = 2");
    BackendOptions third =
        new BackendOptions(
            BackendChoice.CUDA,
            1,
            Devices.of(2),
            java.util.Optional.of(TestDevice.emulated()),
            Precision.DOUBLE);
    String message =
        assertThrows(BackendUnavailableException.class, () -> Backends.open(third, Progress.NONE))
            .getMessage();
    assertTrue(message.contains("there is no device 2: the devices are 0 … 1"), message);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsAllocated() {
    TestDevice.behave("memory = 1000000");
    try (Backend backend = open()) {
      RowMatrix many = RowMatrix.zeros(500, 1);
      String message =
          assertThrows(IllegalArgumentException.class, () -> backend.gram(KERNEL, many))
              .getMessage();
      assertTrue(message.contains("gram with M = 500") && message.contains("would fit"), message);
      long gram = backend.memoryPlan("gram", 2).largest();
      long modes = backend.memoryPlan("modes", 2).largest();
      long eigh = backend.memoryPlan("eigh", 2).largest();
      assertTrue(eigh < modes && modes <= gram && gram < 353, eigh + ", " + modes + ", " + gram);
      BackendMatrix matrix = backend.gram(KERNEL, RowMatrix.zeros((int) modes, 1));
      String refused =
          assertThrows(IllegalArgumentException.class, () -> backend.eigh(matrix)).getMessage();
      assertTrue(refused.startsWith("eigh with M = " + modes), refused);
      assertThrows(IllegalStateException.class, matrix::toHost, "eigh consumes the matrix");
    }
  }

  @Test
  void closingTheBackEndFreesWhatWasForgotten() {
    Backend first = open();
    long all = free(first);
    BackendMatrix forgotten = first.gram(KERNEL, points());
    assertTrue(free(first) < all);
    first.close();
    first.close();
    assertThrows(IllegalStateException.class, forgotten::toHost);
    forgotten.close();
    try (Backend second = open()) {
      assertEquals(all, free(second));
    }
  }
}
