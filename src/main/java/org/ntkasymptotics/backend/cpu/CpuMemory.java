package org.ntkasymptotics.backend.cpu;

import java.util.function.LongUnaryOperator;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.host.HostMemory;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.network.LayeredNetwork;

/** What the operations of this back end need in memory, bytes as a function of M. */
final class CpuMemory {
  private CpuMemory() {}

  /** The plan for "gram", "modes" or "eigh", each with the matrix it works on. */
  static MemoryPlan plan(String operation, long points) {
    return MemoryPlan.of(operation, points, bytes(operation), HostMemory.available());
  }

  private static LongUnaryOperator bytes(String operation) {
    return switch (operation) {
      case "gram" -> CpuMemory::gram;
      case "modes" -> CpuMemory::modes;
      case "eigh" -> CpuMemory::eigh;
      default ->
          throw new IllegalArgumentException(
              "the operation must be gram, modes or eigh; got \"" + operation + "\"");
    };
  }

  /** The same; the matrix of a finite network takes room for outputs of neurons besides. */
  static MemoryPlan plan(String operation, NtkKernel kernel, long points) {
    if (!(kernel instanceof EmpiricalNtk empirical)) {
      return plan(operation, points);
    }
    LayeredNetwork network = empirical.network().layered();
    LongUnaryOperator whole = bytes(operation);
    return MemoryPlan.of(
        operation,
        points,
        m -> Math.max(whole.applyAsLong(m), gram(m) + CpuEmpiricalGram.bytes(network, m)),
        HostMemory.available());
  }

  /** The lower triangle. */
  static long gram(long m) {
    return 8 * BlockColumns.length(m);
  }

  /** The matrix, the band (3b each column) and the tall blocks of the reduction (5b each row). */
  static long modes(long m) {
    return gram(m) + 8 * m * CpuModes.BAND * 8;
  }

  /**
   * Matrix and workspace of dsyevd (3 M²) or dsyevr (2 M²). The step down at the change of driver
   * is flattened to keep this increasing: up to it the larger driver counts.
   */
  static long eigh(long m) {
    long here = EighDriver.of(m).bytes(m);
    return m > EighDriver.DSYEVD_UP_TO
        ? Math.max(here, EighDriver.DSYEVD.bytes(EighDriver.DSYEVD_UP_TO))
        : here;
  }
}
