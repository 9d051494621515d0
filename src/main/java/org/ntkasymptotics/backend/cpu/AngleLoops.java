package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.ReluNtkSingular;

/**
 * The formula of a kernel over a run of angles. One loop for each kernel, typed with its record, so
 * that the JIT compiler inlines the record's formula and vectorises the loop; a loop over the
 * interface would call it pair by pair.
 */
final class AngleLoops {
  private AngleLoops() {}

  /**
   * {@code tile.entries[i] = scale · Θ} for the first n angles of the tile.
   *
   * @param rj norm of the one point
   * @param norms norms of the others, from index {@code from}
   */
  static void fill(
      AngleKernel kernel, double scale, double rj, double[] norms, int from, int n, PairTile tile) {
    if (kernel instanceof ReluNtkSingular k) {
      loop(k, scale, rj, norms, from, n, tile);
    } else {
      throw new IllegalArgumentException("the CPU has no loop for " + kernel.kernelName());
    }
  }

  private static void loop(
      ReluNtkSingular k, double scale, double rj, double[] norms, int from, int n, PairTile tile) {
    double[] s = tile.sine;
    double[] c = tile.cosine;
    double[] phi = tile.phi;
    double[] out = tile.entries;
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofAngle(rj, norms[from + i], s[i], c[i], phi[i]);
    }
  }
}
