package org.ntkasymptotics.data;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;

/**
 * A mixture of isotropic Gaussians.
 *
 * <p>Formula: μ(x) = Σ_k p_k (2π w_k²)^(−d/2) exp(−|x − c_k|²/(2 w_k²)), evaluated as a logarithm
 * with the largest term taken out, so that it is finite wherever |x|² is. Error: a few ulp of |x −
 * c_k|²/(2 w_k²) for the nearest component; asserted by {@code MixtureDensityTest}.
 *
 * @param centres c, (K, d)
 * @param weights p, length K, positive, sum 1
 * @param widths w, length K, standard deviation of each component in every direction, positive
 */
public record MixtureDensity(RowMatrix centres, double[] weights, double[] widths)
    implements SampledDensity {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** Allowance for the rounding of weights that should add up to one. */
  private static final double WEIGHT_SUM_SLACK = 1e-12;

  public MixtureDensity {
    int k = centres.rows();
    Checks.atLeast("number of components", 1, k);
    Checks.atLeast("dimension", 1, centres.columns());
    if (weights.length != k || widths.length != k) {
      throw new IllegalArgumentException(
          "a mixture needs one weight and one width a component: "
              + (k + " centres, " + weights.length + " weights, " + widths.length + " widths"));
    }
    weights = weights.clone();
    widths = widths.clone();
    double sum = 0;
    for (int i = 0; i < k; i++) {
      sum += Checks.positive("weight " + i, weights[i]);
      Checks.positive("width " + i, widths[i]);
    }
    if (Math.abs(sum - 1) > WEIGHT_SUM_SLACK * k) {
      throw new IllegalArgumentException("the weights of a mixture must add up to 1, not " + sum);
    }
  }

  /** Components of equal weight and equal width. */
  public static MixtureDensity ofEqual(RowMatrix centres, double width) {
    double[] weights = new double[centres.rows()];
    double[] widths = new double[centres.rows()];
    Arrays.fill(weights, 1.0 / weights.length);
    Arrays.fill(widths, width);
    return new MixtureDensity(centres, weights, widths);
  }

  /**
   * The mixture with every width multiplied by {@code factor}: heavier tails (factor &gt; 1) to
   * draw from when averaging a function that grows in the tails of this one (theory, section 8).
   */
  public MixtureDensity tempered(double factor) {
    Checks.positive("factor", factor);
    double[] scaled = widths.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return new MixtureDensity(centres, weights, scaled);
  }

  @Override
  public int dimension() {
    return centres.columns();
  }

  @Override
  public double logDensity(double[] x) {
    double[] terms = new double[weights.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < terms.length; k++) {
      terms[k] = logTerm(k, x);
      largest = Math.max(largest, terms[k]);
    }
    if (Double.isInfinite(largest) || Double.isNaN(largest)) {
      return largest;
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - largest);
    }
    return largest + Math.log(sum);
  }

  private double logTerm(int k, double[] x) {
    int d = dimension();
    double[] c = centres.array();
    double distance2 = 0;
    for (int j = 0; j < d; j++) {
      double z = (x[j] - c[k * d + j]) / widths[k];
      distance2 += z * z;
    }
    return Math.log(weights[k]) - d * (HALF_LOG_TWO_PI + Math.log(widths[k])) - distance2 / 2;
  }

  @Override
  public double[] sample(RandomStream stream) {
    int k = component(stream.nextUniform());
    double[] x = centres.row(k);
    for (int j = 0; j < x.length; j++) {
      x[j] += widths[k] * stream.nextGaussian();
    }
    return x;
  }

  /** The component whose share of [0, 1) contains u. */
  private int component(double u) {
    double below = 0;
    for (int k = 0; k < weights.length - 1; k++) {
      below += weights[k];
      if (u < below) {
        return k;
      }
    }
    return weights.length - 1;
  }
}
