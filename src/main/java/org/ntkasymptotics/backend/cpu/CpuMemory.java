package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.HostMemory;
import org.ntkasymptotics.backend.MemoryPlan;

/** What the operations of this back end need in memory, bytes as a function of M. */
final class CpuMemory {
  private CpuMemory() {}

  /** The plan for "gram", "modes" or "eigh", each with the matrix it works on. */
  static MemoryPlan plan(String operation, long points) {
    long available = HostMemory.available();
    return switch (operation) {
      case "gram" -> MemoryPlan.of(operation, points, CpuMemory::gram, available);
      case "modes" -> MemoryPlan.of(operation, points, CpuMemory::modes, available);
      case "eigh" -> MemoryPlan.of(operation, points, CpuMemory::eigh, available);
      default ->
          throw new IllegalArgumentException(
              "the operation must be gram, modes or eigh; got \"" + operation + "\"");
    };
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
