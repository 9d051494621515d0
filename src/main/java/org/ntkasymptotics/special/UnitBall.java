package org.ntkasymptotics.special;

import org.apache.commons.math3.special.Gamma;

/**
 * Volume and surface of the unit ball in R^d, as logarithms, so that d = 784 is no special case.
 *
 * <p>Formula: V_d = π^{d/2}/Γ(d/2+1), |S^{d−1}| = d V_d; |S⁰| = 2 counts two points. Domain d ≥ 1.
 * Error: a few ulp of log Γ(d/2+1); asserted by UnitBallTest.
 */
public final class UnitBall {
  private UnitBall() {}

  /** log V_d. */
  public static double logVolume(int d) {
    return d / 2.0 * Math.log(Math.PI) - Gamma.logGamma(d / 2.0 + 1);
  }

  /** log |S^{d−1}|, the surface of the unit ball in R^d. */
  public static double logSurface(int d) {
    return Math.log(d) + logVolume(d);
  }
}
