package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;

/** How large a matrix each operation takes, and why no larger, on an 80 GB device. */
class CudaMemoryTest {
  private static final String MEMORY = "memory = 85899345920";

  @AfterEach
  void behaveAgain() {
    TestDevice.behave();
  }

  @Test
  void aBuildWithGccHasThe64BitRoutine() {
    TestDevice.requireBuilt(
        Path.of("target/classes/cuda/xsyevd", Xsyevd.LIBRARY), "64-bit eigensolver");
    TestDevice.behave();
    try (Backend backend = TestDevice.open(1)) {
      assertEquals("Xsyevd (64-bit)", backend.info().properties().get("eigenvectors by"));
    }
  }

  @Test
  void spectraReachAHundredThousandPoints() {
    TestDevice.behave(MEMORY);
    try (Backend backend = TestDevice.open(1)) {
      MemoryPlan modes = backend.memoryPlan("modes", 100_000);
      assertTrue(modes.fits(), "" + modes);
      assertTrue(modes.bytes() < 1.01 * 8e10, "one matrix and little more: " + modes);
    }
  }

  /** Three layers: six arrays of 10⁸ numbers and what is pulled back, weights twice, the matrix. */
  @Test
  void kernelsOfWideNetworksFit() {
    TestDevice.behave(MEMORY);
    try (Backend backend = TestDevice.open(1)) {
      NetworkShape shallow = NetworkShape.shallow(Parametrisation.NTK, 1, 1, 2, 10_000);
      MemoryPlan one = backend.memoryPlan("gram", zero(shallow), 10_000);
      assertTrue(one.fits(), "" + one);
      assertTrue(one.bytes() < 8e8 + 2 * 8e4 * CudaEmpiricalGram.NEURONS + 1e8, "" + one);
      NetworkShape deep = NetworkShape.layered(1, 1, 1, 2, 3, 3000);
      MemoryPlan three = backend.memoryPlan("modes", zero(deep), 10_000);
      assertTrue(three.fits() && three.bytes() > one.bytes(), "" + three);
      assertTrue(three.bytes() < 8e8 + 7 * 8e4 * 3000 + 4 * 8 * 9e6 + 1e8, "" + three);
    }
  }

  private static EmpiricalNtk zero(NetworkShape shape) {
    double[] parameters = new double[Math.toIntExact(shape.parameters())];
    return new EmpiricalNtk("zero", shape.network(parameters));
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, 26700", "SINGLE, 23100"})
  void cuda12BoundsEigenvectors(Precision precision, long largest) {
    TestDevice.behave(MEMORY, "cuda_version = 12");
    try (Backend backend = TestDevice.open(1, precision)) {
      MemoryPlan plan = backend.memoryPlan("eigh", largest + 1);
      assertEquals(largest, plan.largest());
      assertTrue(plan.bound().contains("CUDA 13 lifts that"), plan.bound());
      assertTrue(backend.memoryPlan("eigh", largest).fits());
    }
  }

  @Test
  void cuda13LeavesTheBoundToMemory() {
    TestDevice.requireBuilt(
        Path.of("target/classes/cuda/xsyevd", Xsyevd.LIBRARY), "64-bit eigensolver");
    TestDevice.behave(MEMORY, "cuda_version = 13");
    try (Backend backend = TestDevice.open(1)) {
      MemoryPlan plan = backend.memoryPlan("eigh", 100_000);
      assertEquals("", plan.bound());
      // 3 M² numbers in 31/32 of the memory.
      assertTrue(plan.largest() > 58_000 && plan.largest() < 59_000, "" + plan);
    }
  }

  @Test
  void theOlderRoutineBoundsEigenvectorsOnCuda13() {
    TestDevice.behave(MEMORY, "cuda_version = 13");
    try (Backend backend = TestDevice.open(1)) {
      Syevd syevd = ((CudaBackend) backend).syevd();
      assertEquals(32_000, syevd.largest());
      assertTrue(syevd.workspace(32_000).deviceBytes() > 16L * 32_000 * 32_000);
    }
  }
}
