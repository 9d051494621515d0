package org.ntkasymptotics.theory;

/**
 * The dimension whose laws have the exponents that were measured, for points that lie in a space of
 * many dimensions but vary in few.
 *
 * <p>Formulas: d = α/(ν − 1) from ν = 1 + α/d; for targets that jump, d = 1/κ from κ = 1/d, and d =
 * 1/ξ − α from ξ = 1/(d + α). Source: equations (24) and (25) of Velikanov and Yarotsky. α is the
 * order of the kernel's singularity, 1 for ReLU.
 *
 * @param value d
 * @param low at the exponent's end that makes d smaller
 * @param high at its other end; infinite where that end allows any dimension
 */
public record EffectiveDimension(double value, double low, double high) {

  /** From an eigenvalue exponent ν and its interval. */
  public static EffectiveDimension ofEigenvalues(double alpha, double nu, double from, double to) {
    return of(alpha / (nu - 1), alpha / (to - 1), alpha / (from - 1));
  }

  /** From the exponent κ of a target that jumps. */
  public static EffectiveDimension ofSums(double kappa, double from, double to) {
    return of(1 / kappa, 1 / to, 1 / from);
  }

  /** From the exponent ξ of the loss for a target that jumps. */
  public static EffectiveDimension ofLoss(double alpha, double xi, double from, double to) {
    return of(1 / xi - alpha, 1 / to - alpha, 1 / from - alpha);
  }

  private static EffectiveDimension of(double value, double low, double high) {
    return new EffectiveDimension(positive(value), positive(low), positive(high));
  }

  /** Exponents at or beyond those of infinitely many dimensions. */
  private static double positive(double d) {
    return d <= 0 ? Double.POSITIVE_INFINITY : d;
  }
}
