package org.ntkasymptotics.theory;

import org.apache.commons.math3.special.Gamma;

/**
 * Loss after k steps of gradient descent over the loss of gradient flow at the same time t = η k.
 *
 * <p>Formula: (2k)^ξ Γ(2k+1) / Γ(2k+1+ξ), exact for a pure power law with η λ₀ ≤ 1, whatever η is.
 * Source: theory, section 1. Domain k > 0, ξ > 0; 1 − ξ(1+ξ)/(4k) + O(k⁻²) for many steps. Relative
 * error below 2e-13 (asserted against the reference table by DiscreteStepCorrectionTest).
 */
public final class DiscreteStepCorrection {
  private DiscreteStepCorrection() {}

  /** The factor after k steps for exponent ξ. */
  public static double factor(double steps, double xi) {
    if (!(steps > 0) || !(xi > 0)) {
      throw new IllegalArgumentException(
          "the discrete-step factor needs steps > 0 and xi > 0, got " + steps + " and " + xi);
    }
    double k2 = 2 * steps;
    if (steps > 20) {
      // Γ(x+1)/Γ(x+1+ξ) from differences of Stirling series: the logarithms of two huge gammas
      // would cancel.
      double a = k2 + 1;
      double b = k2 + 1 + xi;
      double log =
          (a - 0.5) * Math.log1p(-xi / b)
              - xi * Math.log(b / k2)
              + xi
              + (stirlingTail(a) - stirlingTail(b));
      return Math.exp(log);
    }
    return Math.exp(xi * Math.log(k2) + Gamma.logGamma(k2 + 1) - Gamma.logGamma(k2 + 1 + xi));
  }

  /** log Γ(x) − [(x − ½) log x − x + ½ log 2π] for x > 40, absolute error below 1e-16. */
  private static double stirlingTail(double x) {
    double y = 1 / (x * x);
    return (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y / 1680))) / x;
  }
}
