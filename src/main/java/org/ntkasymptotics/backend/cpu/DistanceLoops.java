package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.kernel.Laplace;
import org.ntkasymptotics.kernel.Matern;

/** The formula of a kernel over a run of distances. */
interface DistanceLoops {

  /**
   * {@code tile.entries[i] = scale · Θ} for the first n distances of the tile, which are lost.
   *
   * @param n at most {@link PairTile#ROWS}
   */
  void fill(double scale, int n, PairTile tile);

  /** The loops, with explicit vectors or without. */
  static DistanceLoops of(DistanceKernel kernel, boolean vectors) {
    if (vectors) {
      if (kernel instanceof Laplace k) {
        return new VectorExponentialLoops(1 / k.length(), new double[] {1});
      }
      if (kernel instanceof Matern k) {
        return k.profile().isClosed()
            ? new VectorExponentialLoops(k.rate(), k.profile().closed())
            : new VectorMaternLoops(k.profile(), k.rate());
      }
    }
    return new PlainDistanceLoops(kernel);
  }
}
