package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.kernel.LiftedAngle;

/**
 * Chords of pairs that nearly coincide or are nearly opposite, computed again without cancellation.
 * Directions are rounded coordinate by coordinate, so a chord from them is accurate to an ulp of 1,
 * not of itself. Kernels with a steep singularity, φ^{2q−1} with q near ½, need the latter; such
 * pairs are few among points of four and more coordinates.
 */
final class ClosePairs {
  /** Chords, squared, below which the angle is computed again: φ or π − φ below 0.03. */
  static final double CLOSE = 1e-3;

  private ClosePairs() {}

  /**
   * Replaces small E and F of the pairs (from + i, j).
   *
   * @param e |x̃/r − x̃′/r′|²
   * @param f |x̃/r + x̃′/r′|²
   */
  static void refine(PointColumns points, int j, int from, int n, double[] e, double[] f) {
    for (int i = 0; i < n; i++) {
      if (e[i] < CLOSE || f[i] < CLOSE) {
        refineOne(points, j, from + i, i, e, f);
      }
    }
  }

  private static void refineOne(PointColumns points, int j, int k, int i, double[] e, double[] f) {
    double[] x = points.point(j);
    double[] y = points.point(k);
    if (Arrays.equals(x, y) || points.norms[j] == 0 || points.norms[k] == 0) {
      return;
    }
    double half = LiftedAngle.between(x, y, points.sigmaW, points.sigmaB).phi() / 2;
    if (e[i] < CLOSE) {
      e[i] = 4 * Math.sin(half) * Math.sin(half);
    } else {
      f[i] = 4 * Math.cos(half) * Math.cos(half);
    }
  }
}
