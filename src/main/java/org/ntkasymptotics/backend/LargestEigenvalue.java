package org.ntkasymptotics.backend;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * λ_max of a symmetric non-negative matrix by Lanczos iteration, from products with it alone.
 *
 * <p>For descents: of J Jᵀ/M, the network's own kernel, not its limit of infinite width, since it
 * is the one that decides whether the iteration is stable. The start vector is positive, as the
 * first eigenvector of a mostly positive kernel is, and noisy, so that no symmetry of the points
 * can hide that eigenvector. Error: a Ritz value, so from below; the iteration stops when a round
 * adds less than {@link #TOLERANCE} of it. It is rounded up to {@link #DIGITS} digits, so that
 * machines whose products round differently take the same step size. Asserted by DescentContract.
 */
final class LargestEigenvalue {
  private static final double TOLERANCE = 1e-4;
  private static final int MIN_ROUNDS = 4;
  private static final int MAX_ROUNDS = 60;

  /** Below this share of λ a new direction is rounding of single-precision products. */
  private static final double EXHAUSTED = 1e-6;

  private static final int DIGITS = 5;

  private LargestEigenvalue() {}

  /** λ_max of the (n, n) matrix with these products. */
  static double of(UnaryOperator<double[]> product, int n) {
    List<double[]> basis = new ArrayList<>();
    double[] diagonal = new double[MAX_ROUNDS];
    double[] beside = new double[MAX_ROUNDS];
    double[] q = start(n);
    double lambda = 0;
    for (int k = 0; k < MAX_ROUNDS; k++) {
      basis.add(q);
      double[] image = product.apply(q);
      diagonal[k] = dot(image, q);
      for (int pass = 0; pass < 2; pass++) {
        for (double[] b : basis) {
          subtract(dot(image, b), b, image);
        }
      }
      beside[k] = Math.sqrt(dot(image, image));
      double former = lambda;
      lambda = largestOfTridiagonal(diagonal, beside, k + 1);
      boolean settled = k + 1 >= MIN_ROUNDS && lambda - former <= TOLERANCE * lambda;
      if (settled || k + 1 == n || beside[k] <= EXHAUSTED * lambda) {
        break;
      }
      q = image;
      scale(1 / beside[k], q);
    }
    return rounded(lambda);
  }

  private static double rounded(double lambda) {
    return Double.isFinite(lambda)
        ? new BigDecimal(lambda).round(new MathContext(DIGITS, RoundingMode.UP)).doubleValue()
        : lambda;
  }

  private static double[] start(int n) {
    double[] q = new double[n];
    for (int m = 0; m < n; m++) {
      // Multiples of the golden ratio, modulo 1: noise without a generator.
      double noise = (m + 1) * 0.6180339887498949;
      q[m] = noise - Math.floor(noise);
    }
    scale(1 / Math.sqrt(dot(q, q)), q);
    return q;
  }

  /** By bisection: λ is the smallest number for which T − λ has only negative pivots. */
  private static double largestOfTridiagonal(double[] diagonal, double[] beside, int n) {
    double low = 0;
    double high = 0;
    for (int i = 0; i < n; i++) {
      double reach = (i > 0 ? beside[i - 1] : 0) + (i < n - 1 ? beside[i] : 0);
      high = Math.max(high, diagonal[i] + reach);
    }
    while (high - low > 1e-12 * high) {
      double middle = (low + high) / 2;
      double pivot = diagonal[0] - middle;
      for (int i = 1; i < n && pivot < 0; i++) {
        pivot = diagonal[i] - middle - beside[i - 1] * beside[i - 1] / pivot;
      }
      if (pivot < 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int m = 0; m < a.length; m++) {
      sum += a[m] * b[m];
    }
    return sum;
  }

  private static void subtract(double factor, double[] b, double[] from) {
    for (int m = 0; m < b.length; m++) {
      from[m] -= factor * b[m];
    }
  }

  private static void scale(double factor, double[] a) {
    for (int m = 0; m < a.length; m++) {
      a[m] *= factor;
    }
  }
}
