package org.ntkasymptotics.theory;

import java.util.function.DoubleUnaryOperator;
import org.ntkasymptotics.special.UnitBall;

/**
 * Integrals over directions, ∫_{|n|=1} θ̃_x(n)^p ζ̃_x(n)^z dS(n), as logarithms.
 *
 * <p>With one anisotropy and p (d+α) + z (d+β) = d they close: ∫ Q^{−d/2} dS = |S^{d−1}|/√(1 +
 * ratio |x|²). Otherwise cos ψ = sin t, tan t = s₀ sinh v and the trapezoid rule in v, whose error
 * falls exponentially with the step even where |x|√ratio is large. Source: theory, sections 5 and
 * 6. Relative error below 1e-12, asserted by SingularExpansionTest.
 */
final class AngularIntegral {
  private static final double STEP = 0.1;
  private static final double REACH = 40;

  private AngularIntegral() {}

  /** The logarithm of ∫ θ̃^p ζ̃^z dS at |x|² = norm2; {@code zeta} may be null if z is 0. */
  static double log(
      SingularExpansion theta, double p, SingularExpansion zeta, double z, double norm2) {
    int d = theta.dimension();
    double ratio = theta.commonRatio(zeta);
    double degree = p * (d + theta.order()) + (zeta == null ? 0 : z * (d + zeta.order()));
    double across =
        p * theta.logSymbol(norm2, 0) + (zeta == null ? 0 : z * zeta.logSymbol(norm2, 0));
    boolean closes = Math.abs(degree - d) < 1e-12 * d;
    if (ratio == 0 || (closes && !Double.isNaN(ratio))) {
      return across + UnitBall.logSurface(d) - Math.log1p(ratio * norm2) / 2;
    }
    DoubleUnaryOperator relative =
        along ->
            Math.exp(
                p * theta.logSymbol(norm2, along)
                    + (zeta == null ? 0 : z * zeta.logSymbol(norm2, along))
                    - across);
    double norm = Math.sqrt(norm2);
    if (d == 1) {
      return across + Math.log(2 * relative.applyAsDouble(norm));
    }
    double largest = Math.max(theta.largestRatio(), zeta == null ? 0 : zeta.largestRatio());
    double narrow = Math.min(1, 1 / (Math.sqrt(largest) * norm));
    return across + UnitBall.logSurface(d - 1) + Math.log(overLatitudes(relative, norm, narrow, d));
  }

  /** ∫_0^π f(|x| cos ψ) sin^{d−2} ψ dψ for even f. */
  private static double overLatitudes(DoubleUnaryOperator f, double norm, double narrow, int d) {
    double sum = 0;
    for (int j = (int) ((REACH + Math.log(2 / narrow)) / STEP); j >= 0; j--) {
      double v = j * STEP;
      double tan = narrow * Math.sinh(v);
      double secant2 = 1 + tan * tan;
      double weight = Math.pow(secant2, -(d - 2) / 2.0) * narrow * Math.cosh(v) / secant2;
      sum += (j == 0 ? 1 : 2) * weight * f.applyAsDouble(norm * tan / Math.sqrt(secant2));
    }
    return sum * STEP;
  }
}
