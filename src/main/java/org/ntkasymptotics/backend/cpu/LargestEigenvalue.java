package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.ShallowNetwork;

/**
 * λ_max of a finite network's own kernel J Jᵀ/M by power iteration, never storing the matrix.
 *
 * <p>Formula: (J Jᵀ e)(x) = Σ_i 1[u_i·x̂ > 0] a_i·x̂, a_i = v_i² D G_i + (σ_w²/N)(u_i·G_i) u_i,
 * with G the gradients of {@link DescentArithmetic}, D = diag(σ_w², …, σ_w², σ_b²). Source: theory,
 * section 7. The kernel's entries are mostly positive and its first eigenvalue stands far above the
 * second, so the iteration from the constant vector converges in a few rounds. Error: a Rayleigh
 * quotient, so from below; it stops when a round changes it by less than {@link #TOLERANCE}.
 * Asserted by CpuDescentTest.
 */
final class LargestEigenvalue {
  private static final double TOLERANCE = 1e-4;
  private static final int MAX_ROUNDS = 100;
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
    double[] e = new double[x[0].length];
    Arrays.fill(e, 0, samples, 1 / Math.sqrt(samples));
    double lambda = 0;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double[] image = product(e);
      double norm = 0;
      double quotient = 0;
      for (int m = 0; m < samples; m++) {
        norm += image[m] * image[m];
        quotient += image[m] * e[m];
      }
      norm = Math.sqrt(norm);
      if (norm == 0) {
        return 0;
      }
      for (int m = 0; m < samples; m++) {
        e[m] = image[m] / norm;
      }
      boolean done = Math.abs(quotient - lambda) < TOLERANCE * quotient;
      lambda = quotient;
      if (done) {
        break;
      }
    }
    return lambda;
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
    for (int m = from; m < to; m++) {
      double total = 0;
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
          total += z[k] > 0 ? y[k] : 0;
        }
      }
      image[m] = total;
    }
  }
}
