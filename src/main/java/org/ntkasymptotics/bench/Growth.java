package org.ntkasymptotics.bench;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The exponent p of y ~ x^p: least squares of ln y on ln x.
 *
 * @param exponent p
 * @param halfWidth half of its 95 % interval from the scatter about the line; NaN from two points
 */
public record Growth(double exponent, double halfWidth) {

  /**
   * Of as many positive x as y, at least two different x.
   *
   * @throws IllegalArgumentException for fewer
   */
  public static Growth of(double[] x, double[] y) {
    int n = x.length;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanX += Math.log(x[i]) / n;
      meanY += Math.log(y[i]) / n;
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      double dx = Math.log(x[i]) - meanX;
      xx += dx * dx;
      xy += dx * (Math.log(y[i]) - meanY);
    }
    if (n < 2 || !(xx > 0)) {
      throw new IllegalArgumentException("growth needs at least two different sizes, got " + n);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double residual = Math.log(y[i]) - meanY - slope * (Math.log(x[i]) - meanX);
      squares += residual * residual;
    }
    if (n == 2) {
      return new Growth(slope, Double.NaN);
    }
    double t = new TDistribution(n - 2.0).inverseCumulativeProbability(0.975);
    return new Growth(slope, t * Math.sqrt(squares / (n - 2) / xx));
  }

  /** For people: {@code 2.01 ± 0.04}. */
  String text() {
    return Units.fixed(exponent)
        + (Double.isFinite(halfWidth) ? " ± " + Units.fixed(halfWidth) : "");
  }
}
