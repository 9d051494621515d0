package org.ntkasymptotics.krylov;

import org.ntkasymptotics.spectrum.LossCurve;

/**
 * Two curves between which a loss lies.
 *
 * @param lower by Gauss's quadrature
 * @param upper by Radau's, at the same times
 * @param rounding what rounding may add at each time, relative
 */
public record LossBounds(LossCurve lower, LossCurve upper, double[] rounding) {

  /** Half way between. */
  public LossCurve curve() {
    return curve(0);
  }

  /**
   * Between the bounds, widened by rounding.
   *
   * @param place −1 at the lower, 1 at the upper
   */
  LossCurve curve(double place) {
    double[] errors = errors();
    double[] losses = new double[lower.losses().length];
    for (int k = 0; k < losses.length; k++) {
      losses[k] = (lower.losses()[k] + upper.losses()[k]) / 2 + place * errors[k];
    }
    return new LossCurve(lower.times(), losses);
  }

  /** Half the distance and rounding: the most that {@link #curve} can be wrong by. */
  public double[] errors() {
    double[] errors = new double[lower.losses().length];
    for (int k = 0; k < errors.length; k++) {
      double low = lower.losses()[k];
      double high = upper.losses()[k];
      errors[k] = Math.abs(high - low) / 2 + rounding[k] * (low + high) / 2;
    }
    return errors;
  }

  /** How many times pass until an error is larger than this share of the loss. */
  public int accurate(double share) {
    double[] losses = curve().losses();
    double[] errors = errors();
    int count = 0;
    while (count < losses.length && errors[count] <= share * losses[count]) {
      count++;
    }
    return count;
  }
}
