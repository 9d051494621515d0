package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.backend.LiftedNetwork;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;

/**
 * J Jᵀ e/M, a finite network's own kernel times a vector, without storing the matrix.
 *
 * <p>Formula: (J Jᵀ e)(x) = Σ_i φ′(u_i·x̂) a_i·x̂ with the a of {@link LiftedNetwork#tangent} and
 * the gradients of {@link DescentArithmetic}.
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
    parameters.form().tangent(parameters.lifted(), parameters.output(), g, samples);
    double[] image = new double[samples];
    parallel.forEach(samples, PADDING, (from, to) -> sum(g, image, from, to));
    return image;
  }

  private void sum(double[][] a, double[] image, int from, int to) {
    Activation activation = parameters.form().activation();
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
          totals[k] += activation.slope(z[k]) * y[k];
        }
      }
      image[m] = Arrays.stream(totals).sum();
    }
  }
}
