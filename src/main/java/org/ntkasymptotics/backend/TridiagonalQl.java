package org.ntkasymptotics.backend;

import java.util.stream.IntStream;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by the implicit QL method; the rotations are
 * applied to a few rows only, giving their components along the eigenvectors, which are never
 * formed.
 *
 * <p>Source: B. N. Parlett, "The Symmetric Eigenvalue Problem", chapter 8; LAPACK dsteqr for
 * scaling. Error: eigenvalues within a few ulp of the matrix's norm, rows rotated by a product of
 * rotations orthogonal to rounding; asserted by {@code TridiagonalQlTest}.
 */
public final class TridiagonalQl {
  /** Far below the rounding of the reduction that came before. */
  private static final double NOTHING = 0x1p-70;

  private static final double HALF_ULP = 0x1p-53;
  private static final int SWEEPS_PER_VALUE = 60;

  private final int n;
  private final double[] d;
  private final double[] e;
  private final double[][] rows;
  private final int exponent;

  /**
   * Takes over all arrays and overwrites them.
   *
   * @param d diagonal, length n
   * @param e off-diagonal, e[i] between i and i + 1, length at least n − 1; further values ignored
   * @param rows vectors of length n to be rotated
   */
  public TridiagonalQl(double[] d, double[] e, double[][] rows) {
    this.n = d.length;
    this.d = d;
    this.e = e.length >= n ? e : java.util.Arrays.copyOf(e, n);
    this.rows = rows;
    this.exponent = scale();
  }

  /** Largest first in {@code d}, the rows in the same order. */
  public void solve(Meter meter) {
    if (n == 0) {
      return;
    }
    e[n - 1] = 0;
    if (Math.abs(d[0]) > Math.abs(d[n - 1])) {
      reverse(d, n);
      reverse(e, n - 1);
      for (double[] row : rows) {
        reverse(row, n);
      }
    }
    for (int l = 0; l < n; l++) {
      isolate(l);
      meter.at((l + 1.0) / n);
    }
    for (int i = 0; i < n; i++) {
      d[i] = Math.scalb(d[i], exponent);
    }
    sort();
  }

  /** Brings the largest entry near 1 by a power of two, so that nothing over- or underflows. */
  private int scale() {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.max(Math.abs(d[i]), i < n - 1 ? Math.abs(e[i]) : 0));
      if (Double.isNaN(d[i])) {
        throw failed("the tridiagonal matrix has an entry that is not a number");
      }
    }
    int power = largest > 0 ? Math.getExponent(largest) : 0;
    for (int i = 0; i < n; i++) {
      d[i] = Math.scalb(d[i], -power);
      e[i] = Math.scalb(e[i], -power);
    }
    return power;
  }

  /** Iterates until e[l] is negligible. */
  private void isolate(int l) {
    for (int sweep = 0; ; sweep++) {
      int m = l;
      while (m < n - 1 && !negligible(m)) {
        m++;
      }
      if (m == l) {
        return;
      }
      if (sweep == SWEEPS_PER_VALUE) {
        throw failed("eigenvalue " + l + " did not converge in " + sweep + " sweeps");
      }
      sweep(l, m);
    }
  }

  /**
   * Whether e[m] can be dropped: small beside its neighbours, or beside the whole matrix, whose
   * largest entry is near 1. Kernels of smooth functions have most of their eigenvalues below the
   * rounding of the largest; among those the first alone may never be met.
   */
  private boolean negligible(int m) {
    double size = Math.abs(e[m]);
    return size <= HALF_ULP * (Math.abs(d[m]) + Math.abs(d[m + 1])) || size <= NOTHING;
  }

  private void sweep(int l, int m) {
    double g = (d[l + 1] - d[l]) / (2 * e[l]);
    double r = Math.hypot(g, 1);
    g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = s * e[i];
      double b = c * e[i];
      double square = f * f + g * g;
      r = square > 1e-280 ? Math.sqrt(square) : Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) {
        d[i + 1] -= p;
        e[m] = 0;
        return;
      }
      double inverse = 1 / r;
      s = inverse > 1e300 ? f / r : f * inverse;
      c = inverse > 1e300 ? g / r : g * inverse;
      g = d[i + 1] - p;
      r = (d[i] - g) * s + 2 * c * b;
      p = s * r;
      d[i + 1] = g + p;
      g = c * r - b;
      for (double[] row : rows) {
        double t = row[i + 1];
        row[i + 1] = s * row[i] + c * t;
        row[i] = c * row[i] - s * t;
      }
    }
    d[l] -= p;
    e[l] = g;
    e[m] = 0;
  }

  private void sort() {
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((i, j) -> Double.compare(d[j], d[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    permute(d, order);
    for (double[] row : rows) {
      permute(row, order);
    }
  }

  private static void permute(double[] values, int[] order) {
    double[] copy = values.clone();
    for (int i = 0; i < order.length; i++) {
      values[i] = copy[order[i]];
    }
  }

  private static void reverse(double[] values, int count) {
    for (int i = 0, j = count - 1; i < j; i++, j--) {
      double t = values[i];
      values[i] = values[j];
      values[j] = t;
    }
  }

  private static ComputationException failed(String what) {
    return new ComputationException(
        "eigenvalues: tridiagonal QL: " + what + "; check the points for extreme values");
  }
}
