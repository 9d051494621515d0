package org.ntkasymptotics.special;

import org.apache.commons.math3.special.Gamma;

/**
 * I_p(φ) = E[(z)₊^p (z′)₊^p] for Gaussians of unit variance and correlation cos φ: the plain
 * reference for the kernels of activation (z)₊^q, and the pieces of which their fast form is made.
 *
 * <p>Formula, with t = sin²(φ/2) and u = 1 − t: I_p = 2^p Γ(p+1)/(2π) u^{p+½} ∫ sech^{2p+1} v (1 +
 * t sinh² v)^{−½} dv = 2^p Γ(p+1)/(2π) u^{p+½} B(½, p+1) ₂F₁(½, ½; p+3/2; u). Source: theory,
 * section 4. Domain: −½ &lt; p ≤ 20. Error: relative 8 ulp, asserted against 40 digits by {@code
 * RectifiedMomentTest}.
 */
public final class RectifiedMoment {
  /** The trapezoid rule's step: its error, e^{−π²/STEP} times 5^{2p+1}, vanishes. */
  private static final double STEP = 0.02;

  /** Terms of a series at arguments up to ½. */
  private static final int TERMS = 120;

  private RectifiedMoment() {}

  /** I_p for 0 &lt; t = sin²(φ/2) &lt; 1, by the trapezoid rule, which converges exponentially. */
  public static double of(double p, double t) {
    double decay = 2 * p + 1;
    // e^−45 of the peak is left out; where sech falls slowly, (1 + t sinh²)^−½ helps.
    double reach = 1 + Math.min(45 / decay, (45 - Math.log(t) / 2) / (decay + 1));
    CompensatedSum sum = new CompensatedSum();
    for (int j = (int) (reach / STEP) + 1; j >= 1; j--) {
      double v = j * STEP;
      double sinh = Math.sinh(v);
      sum.add(Math.pow(Math.cosh(v), -decay) / Math.sqrt(1 + t * sinh * sinh));
    }
    return factor(p) * Math.pow(1 - t, p + 0.5) * STEP * (2 * sum.value() + 1);
  }

  /** I_p/u^{p+½} for 0 ≤ u = cos²(φ/2) ≤ ½, by the hypergeometric series. */
  public static double nearOpposite(double p, double u) {
    double beta = Math.sqrt(Math.PI) * Gamma.gamma(p + 1) / Gamma.gamma(p + 1.5);
    return factor(p) * beta * hypergeometric(0.5, 0.5, p + 1.5, u);
  }

  /** 2^p Γ(p+1)/(2π). */
  private static double factor(double p) {
    return Math.pow(2, p) * Gamma.gamma(p + 1) / (2 * Math.PI);
  }

  /** ₂F₁(a, b; c; z) of positive terms, smallest first. */
  private static double hypergeometric(double a, double b, double c, double z) {
    double[] terms = new double[TERMS];
    terms[0] = 1;
    for (int k = 1; k < TERMS; k++) {
      terms[k] = terms[k - 1] * ((a + k - 1) * (b + k - 1) / ((c + k - 1) * k)) * z;
    }
    double sum = 0;
    for (int k = TERMS - 1; k >= 0; k--) {
      sum += terms[k];
    }
    return sum;
  }
}
