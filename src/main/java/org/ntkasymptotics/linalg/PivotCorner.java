package org.ntkasymptotics.linalg;

import java.util.Arrays;

/**
 * Pivoted Cholesky of a small matrix held whole, pivot by pivot as the caller takes them: the
 * corner of a block that {@link PivotedCholesky} chooses its pivots from.
 */
final class PivotCorner {
  private final double[][] a;
  private int taken;

  /** Takes over a symmetric matrix, both triangles. */
  PivotCorner(double[][] a) {
    this.a = a;
  }

  /** Number of pivots taken; they stand in front. */
  int taken() {
    return taken;
  }

  /** Where the largest remaining diagonal entry stands. */
  int largest() {
    int best = taken;
    for (int p = taken + 1; p < a.length; p++) {
      best = a[p][p] > a[best][best] ? p : best;
    }
    return best;
  }

  /** What the pivots taken leave of a diagonal entry. */
  double remaining(int p) {
    return a[p][p];
  }

  /** Brings a pivot to the end of those taken and eliminates what lies behind it. */
  void take(int p) {
    double[] row = a[p];
    a[p] = a[taken];
    a[taken] = row;
    for (double[] r : a) {
      double value = r[p];
      r[p] = r[taken];
      r[taken] = value;
    }
    eliminate(taken++);
  }

  private void eliminate(int t) {
    double pivot = Math.sqrt(Math.max(a[t][t], Double.MIN_NORMAL));
    a[t][t] = pivot;
    for (int p = t + 1; p < a.length; p++) {
      a[p][t] /= pivot;
    }
    for (int p = t + 1; p < a.length; p++) {
      for (int q = t + 1; q < a.length; q++) {
        a[p][q] -= a[p][t] * a[q][t];
      }
    }
  }

  /** The factor of the pivots taken: rows of its lower triangle. */
  double[][] factor() {
    double[][] factor = new double[taken][];
    for (int p = 0; p < taken; p++) {
      factor[p] = Arrays.copyOf(a[p], p + 1);
    }
    return factor;
  }
}
