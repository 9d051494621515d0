package org.ntkasymptotics.spectrum;

/**
 * The loss L(t) = (1/2M) Σ δf(t)² on a grid of times t = step size × number of steps.
 *
 * @param times ascending, length T
 * @param losses length T
 */
public record LossCurve(double[] times, double[] losses) {

  /** L(t) = ½ Σ cₙ² exp(−2 λₙ t) of gradient flow at the given times. */
  public static LossCurve ofModes(Spectrum spectrum, Coefficients coefficients, double[] times) {
    double[] lambda = spectrum.values();
    double[] c = coefficients.values();
    double[] losses = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      double sum = 0;
      for (int n = c.length - 1; n >= 0; n--) {
        sum += c[n] * c[n] * Math.exp(-2 * lambda[n] * times[k]);
      }
      losses[k] = sum / 2;
    }
    return new LossCurve(times, losses);
  }
}
