package org.ntkasymptotics.special;

import java.util.function.DoubleUnaryOperator;

/**
 * Polynomials through a smooth function, found once and evaluated often.
 *
 * <p>The Chebyshev series of f on [−1, 1] from {@link #NODES} values, cut after n terms and written
 * in powers of x: well conditioned if f is analytic in an ellipse that reaches past ±1.5, where the
 * terms of the series fall faster than the powers' coefficients grow (2.41 a degree). More nodes
 * than terms average the rounding of the values. Error: the rounding of the values times about 2,
 * asserted by {@code ChebyshevTest}.
 */
public final class Chebyshev {
  private static final int NODES = 96;

  private Chebyshev() {}

  /** Coefficients of n ≤ 48 powers of x, the constant first, for f on [−1, 1]. */
  public static double[] powers(DoubleUnaryOperator f, int n) {
    return inPowers(series(f, n));
  }

  /**
   * How many terms of a series count: beyond, none is above 2⁻⁵³ of the largest.
   *
   * @param series coefficients as from {@link #series}
   */
  public static int terms(double[] series) {
    double largest = 0;
    for (double c : series) {
      largest = Math.max(largest, Math.abs(c));
    }
    int terms = series.length;
    while (terms > 1 && Math.abs(series[terms - 1]) <= 0x1p-53 * largest) {
      terms--;
    }
    return terms;
  }

  /**
   * Coefficients of n ≤ 48 Chebyshev polynomials for f on [−1, 1]; for functions that are analytic
   * in a narrow ellipse only, where powers would cancel. See {@link #ofSeries}.
   */
  public static double[] series(DoubleUnaryOperator f, int n) {
    double[] values = new double[NODES];
    for (int i = 0; i < NODES; i++) {
      values[i] = f.applyAsDouble(Math.cos(Math.PI * (2 * i + 1) / (2 * NODES)));
    }
    double[] series = new double[n];
    for (int k = 0; k < n; k++) {
      CompensatedSum sum = new CompensatedSum();
      for (int i = 0; i < NODES; i++) {
        // Reduced as a whole number: the cosine of a large argument would carry its rounding.
        int angle = k * (2 * i + 1) % (4 * NODES);
        sum.addProduct(values[i], Math.cos(Math.PI * angle / (2 * NODES)));
      }
      series[k] = sum.value() * (k == 0 ? 1 : 2) / NODES;
    }
    return series;
  }

  /** Σ c_k T_k(x) by Clenshaw's recurrence. */
  public static double ofSeries(double[] c, double x) {
    double next = 0;
    double afterNext = 0;
    for (int k = c.length - 1; k > 0; k--) {
      double now = c[k] + (2 * x * next - afterNext);
      afterNext = next;
      next = now;
    }
    return c[0] + (x * next - afterNext);
  }

  /** p(x), coefficients as from {@link #powers}. */
  public static double at(double[] powers, double x) {
    double value = 0;
    for (int k = powers.length - 1; k >= 0; k--) {
      value = value * x + powers[k];
    }
    return value;
  }

  /**
   * The coefficients of powers of x of a series.
   *
   * @param series coefficients as from {@link #series}
   */
  public static double[] inPowers(double[] series) {
    // Clenshaw's recurrence on polynomials: b_k = c_k + 2 x b_{k+1} − b_{k+2}.
    int n = series.length;
    double[] next = new double[n];
    double[] afterNext = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double[] now = new double[n];
      double factor = k == 0 ? 1 : 2;
      for (int j = 0; j < n; j++) {
        now[j] = (j == 0 ? 0 : factor * next[j - 1]) - afterNext[j];
      }
      now[0] += series[k];
      afterNext = next;
      next = now;
    }
    return next;
  }
}
