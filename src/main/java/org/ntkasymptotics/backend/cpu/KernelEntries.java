package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.kernel.LayeredKernel;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;
import org.ntkasymptotics.linalg.RowMatrix;

/** Runs of kernel entries: what the loops over pairs of points ask for, whatever the kernel. */
interface KernelEntries {

  /** M. */
  int count();

  /** How many rows a tile should have so that its points stay in the cache. */
  int tileRows();

  /**
   * {@code tile.entries[i] = scale Θ(x_{from+i}, x_j)}, 0 ≤ i &lt; n.
   *
   * @param n at most {@link PairTile#ROWS}
   */
  void fill(int j, int from, int n, double scale, PairTile tile);

  /**
   * The entries of a kernel on points (M, d), in the fastest form that this JVM can run; that of a
   * finite network has no entries but {@link CpuEmpiricalGram}.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static KernelEntries of(NtkKernel kernel, RowMatrix points) {
    return of(kernel, points, VectorModule.present());
  }

  /** The same with explicit vectors, which need the {@link VectorModule}, or without. */
  static KernelEntries of(NtkKernel kernel, RowMatrix points, boolean vectors) {
    if (kernel instanceof LayeredKernel layered) {
      return new LayeredEntries(layered, points, vectors);
    }
    if (kernel instanceof PowerKernel power) {
      return new PowerEntries(power, points, vectors);
    }
    if (kernel instanceof ReluNtkSingular singular) {
      return new AngleEntries(singular, points, vectors);
    }
    if (kernel instanceof ReluNtk || kernel instanceof ReluCovariance) {
      return ReluEntries.of((AngleKernel) kernel, points, vectors);
    }
    if (kernel instanceof DistanceKernel distance) {
      return new DistanceEntries(distance, points, vectors);
    }
    throw new IllegalArgumentException("the CPU has no loop for " + kernel.kernelName());
  }
}
