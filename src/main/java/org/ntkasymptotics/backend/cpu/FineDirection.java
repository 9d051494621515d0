package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.special.CompensatedSum;

/**
 * The direction x̃/|x̃| of a lifted point, every coordinate as a double and a remainder.
 *
 * <p>Formula: that of (x, σ_b/σ_w), whose first d coordinates are exact; a quotient a/r with r = h
 * + l is q + (a − q h − q l)/h. Source: T. J. Dekker, "A floating-point technique for extending the
 * available precision", Numer. Math. 18 (1971), with fused operations. Error: 2⁻¹⁰¹ of the
 * direction's length, so that the chord of two of them is good to a few ulp of itself down to
 * angles of 2⁻⁹⁸, asserted by {@code PairChordsTest}.
 */
final class FineDirection {
  private final double[] high;
  private final double[] low;

  private FineDirection(double[] high, double[] low) {
    this.high = high;
    this.low = low;
  }

  /** The direction of a point that is not lifted to the origin. */
  static FineDirection of(double[] x, double sigmaW, double sigmaB) {
    int d = x.length;
    double[] high = Arrays.copyOf(x, d + 1);
    double[] low = new double[d + 1];
    high[d] = sigmaB / sigmaW;
    low[d] = Math.fma(-high[d], sigmaW, sigmaB) / sigmaW;
    CompensatedSum square = new CompensatedSum();
    for (double a : high) {
      square.addProduct(a, a);
    }
    square.addProduct(2 * high[d], low[d]);
    double value = square.value();
    double norm = Math.sqrt(value);
    double rest = (Math.fma(-norm, norm, value) + square.remainder()) / (2 * norm);
    for (int k = 0; k <= d; k++) {
      double quotient = high[k] / norm;
      double left = Math.fma(-quotient, norm, high[k]) + (low[k] - quotient * rest);
      high[k] = quotient + left / norm;
      low[k] = left / norm - (high[k] - quotient);
    }
    return new FineDirection(high, low);
  }

  /** Writes the coordinates to column i. */
  void store(int i, double[][] directions, double[][] remainders) {
    for (int k = 0; k < high.length; k++) {
      directions[k][i] = high[k];
      remainders[k][i] = low[k];
    }
  }
}
