package org.ntkasymptotics.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

/** Every tolerance of the tests, with the reason for its size. */
public final class Tolerances {

  // --- theory ---

  /** Unit roundoff of double. */
  public static final double EPS = 0x1p-53;

  /**
   * Constants built as exponentials of sums of about ten logarithms of size up to 30: 10 · 30
   * roundings.
   */
  public static final double LOG_SUM = 300 * EPS;

  /**
   * F, U, ζ, S: θ is found to an absolute 60 bisections of x in an interval of 58, i.e. 5e-17; the
   * values amplify it by ν and lose to cancellation in S at most a factor f^−1 = 100: 1e-12.
   */
  public static final double FINITE_SAMPLE = 1e-12;

  /** G(ζ(f)): three secant steps from a table of step 0.02, each gaining a factor 100. */
  public static final double COUNTING = 1e-10;

  /**
   * R_ξ: cubic spline of step h = 0.05 in log τ where log R ~ −τ ζ_min, h⁴/384 · τ, τ ≤ 1 …: 1e-6.
   */
  public static final double LOSS_FACTOR = 1e-6;

  private Tolerances() {}

  /** Fails unless |actual/expected − 1| ≤ tolerance, and says how much of it was used. */
  public static void assertRelative(double expected, double actual, double tolerance, String what) {
    double error = Math.abs(actual / expected - 1);
    assertTrue(
        error <= tolerance,
        () ->
            String.format(
                Locale.ROOT,
                "%s: %.17g instead of %.17g, relative error %.3g uses %.3g of the allowed %.3g",
                what,
                actual,
                expected,
                error,
                error / tolerance,
                tolerance));
  }
}
