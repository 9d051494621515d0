package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.ShallowNetwork;

/**
 * λ_max of a finite network's own kernel J Jᵀ/M by Lanczos iteration, never storing the matrix.
 *
 * <p>Formula: (J Jᵀ e)(x) = Σ_i 1[u_i·x̂ > 0] a_i·x̂, a_i = v_i² D G_i + (σ_w²/N)(u_i·G_i) u_i,
 * with G the gradients of {@link DescentArithmetic}, D = diag(σ_w², …, σ_w², σ_b²). Source: theory,
 * section 7. The network's own kernel is taken, not its limit of infinite width, since it is the
 * one that decides whether the iteration is stable. The start vector is positive, as the first
 * eigenvector of a mostly positive kernel is, and noisy, so that no symmetry of the points can hide
 * that eigenvector. Error: a Ritz value, so from below; the iteration stops when a round adds less
 * than {@link #TOLERANCE} of it. Asserted by CpuDescentTest.
 */
final class LargestEigenvalue {
  private static final double TOLERANCE = 1e-4;
  private static final int MIN_ROUNDS = 4;
  private static final int MAX_ROUNDS = 60;

  /** Below this share of λ a new direction is rounding of the single-precision passes. */
  private static final double EXHAUSTED = 1e-6;

  private static final int PADDING = DescentArithmetic.PADDING;

  private final DescentParameters parameters;
  private final ShallowNetwork network;
  private final DescentArithmetic arithmetic;
  private final ParallelRanges parallel;
  private final double[][] x;
  private final int samples;

  LargestEigenvalue(
      ShallowNetwork network,
      DescentParameters parameters,
      DescentArithmetic arithmetic,
      RowMatrix points,
      ParallelRanges parallel) {
    this.network = network;
    this.parameters = parameters;
    this.arithmetic = arithmetic;
    this.parallel = parallel;
    this.samples = points.rows();
    this.x = FloatDescent.liftedPoints(points);
  }

  double find() {
    List<double[]> basis = new ArrayList<>();
    double[] diagonal = new double[MAX_ROUNDS];
    double[] beside = new double[MAX_ROUNDS];
    double[] q = start();
    double lambda = 0;
    for (int k = 0; k < MAX_ROUNDS; k++) {
      basis.add(q);
      double[] image = product(q);
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
      if (settled || k + 1 == samples || beside[k] <= EXHAUSTED * lambda) {
        break;
      }
      q = image;
      scale(1 / beside[k], q);
    }
    return lambda;
  }

  private double[] start() {
    double[] q = new double[x[0].length];
    for (int m = 0; m < samples; m++) {
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

  private double[] product(double[] e) {
    double[][] g = new double[x.length][parameters.padded()];
    arithmetic.errors(e, 0, e.length);
    parallel.forEach(parameters.padded(), PADDING, (from, to) -> arithmetic.gradients(g, from, to));
    combine(g);
    double[] image = new double[e.length];
    parallel.forEach(samples, PADDING, (from, to) -> sum(g, image, from, to));
    return image;
  }

  /** Replaces G_i by a_i / M. */
  private void combine(double[][] g) {
    int d = x.length - 1;
    double w2 = network.sigmaW() * network.sigmaW();
    double b2 = network.sigmaB() * network.sigmaB();
    double[][] u = parameters.lifted();
    for (int i = 0; i < parameters.padded(); i++) {
      double along = 0;
      for (int j = 0; j <= d; j++) {
        along += u[j][i] * g[j][i];
      }
      double v = parameters.output()[i];
      for (int j = 0; j <= d; j++) {
        g[j][i] =
            (v * v * (j < d ? w2 : b2) * g[j][i] + w2 / network.width() * along * u[j][i])
                / samples;
      }
    }
  }

  private void sum(double[][] a, double[] image, int from, int to) {
    double[][] u = parameters.lifted();
    double[] z = new double[PADDING];
    double[] y = new double[PADDING];
    double[] totals = new double[PADDING];
    for (int m = from; m < to; m++) {
      Arrays.fill(totals, 0);
      for (int i = 0; i < parameters.padded(); i += PADDING) {
        Arrays.fill(z, 0);
        Arrays.fill(y, 0);
        for (int j = 0; j < x.length; j++) {
          double xj = x[j][m];
          double[] uj = u[j];
          double[] aj = a[j];
          for (int k = 0; k < PADDING; k++) {
            z[k] += uj[i + k] * xj;
            y[k] += aj[i + k] * xj;
          }
        }
        for (int k = 0; k < PADDING; k++) {
          totals[k] += z[k] > 0 ? y[k] : 0;
        }
      }
      image[m] = Arrays.stream(totals).sum();
    }
  }
}
