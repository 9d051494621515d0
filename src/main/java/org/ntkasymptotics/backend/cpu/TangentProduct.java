package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * J Jᵀ e/M, a finite network's own kernel times a vector, without storing the matrix.
 *
 * <p>Formula: (J Jᵀ e)(x) = Σ_i 1[u_i·x̂ > 0] a_i·x̂, a_i = v_i² D G_i + r_v (u_i·G_i) u_i, with G
 * the gradients of {@link DescentArithmetic}, D = diag(r_w, …, r_w, r_b) and the rates r of {@link
 * LiftedNetwork}. Source: theory, section 7.
 */
final class TangentProduct {
  private static final int PADDING = DescentArithmetic.PADDING;

  private final DescentParameters parameters;
  private final DescentArithmetic arithmetic;
  private final ParallelRanges parallel;
  private final double[][] x;
  private final int samples;

  /** Products at the parameters that the arithmetic has loaded. */
  TangentProduct(
      DescentParameters parameters,
      DescentArithmetic arithmetic,
      RowMatrix points,
      ParallelRanges parallel) {
    this.parameters = parameters;
    this.arithmetic = arithmetic;
    this.parallel = parallel;
    this.samples = points.rows();
    this.x = FloatDescent.liftedPoints(points);
  }

  /** J Jᵀ e/M; e and the product of length M. */
  double[] of(double[] e) {
    double[][] g = new double[x.length][parameters.padded()];
    arithmetic.errors(Arrays.copyOf(e, x[0].length), 0, x[0].length);
    parallel.forEach(parameters.padded(), PADDING, (from, to) -> arithmetic.gradients(g, from, to));
    combine(g);
    double[] image = new double[samples];
    parallel.forEach(samples, PADDING, (from, to) -> sum(g, image, from, to));
    return image;
  }

  /** Replaces G_i by a_i / M. */
  private void combine(double[][] g) {
    int d = x.length - 1;
    double weightRate = parameters.form().weightRate();
    double biasRate = parameters.form().biasRate();
    double outputRate = parameters.form().outputRate();
    double[][] u = parameters.lifted();
    for (int i = 0; i < parameters.padded(); i++) {
      double along = 0;
      for (int j = 0; j <= d; j++) {
        along += u[j][i] * g[j][i];
      }
      double v = parameters.output()[i];
      for (int j = 0; j <= d; j++) {
        g[j][i] =
            (v * v * (j < d ? weightRate : biasRate) * g[j][i] + outputRate * along * u[j][i])
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
