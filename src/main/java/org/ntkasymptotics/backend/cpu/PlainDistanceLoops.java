package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.kernel.DistancePower;
import org.ntkasymptotics.kernel.Laplace;
import org.ntkasymptotics.kernel.Matern;

/** {@link DistanceLoops} in plain Java, a loop for each kernel. */
final class PlainDistanceLoops implements DistanceLoops {
  private final DistanceKernel kernel;

  PlainDistanceLoops(DistanceKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void fill(double scale, int n, PairTile tile) {
    double[] distance = tile.distance;
    double[] entries = tile.entries;
    if (kernel instanceof Laplace k) {
      loop(k, scale, n, distance, entries);
    } else if (kernel instanceof Matern k) {
      loop(k, scale, n, distance, entries);
    } else if (kernel instanceof DistancePower k) {
      loop(k, scale, n, distance, entries);
    } else {
      throw new IllegalArgumentException("the CPU has no loop for " + kernel.kernelName());
    }
  }

  private static void loop(Laplace k, double scale, int n, double[] distance, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofDistance(distance[i]);
    }
  }

  private static void loop(Matern k, double scale, int n, double[] distance, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofDistance(distance[i]);
    }
  }

  private static void loop(DistancePower k, double scale, int n, double[] distance, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofDistance(distance[i]);
    }
  }
}
