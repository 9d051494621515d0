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

  // --- data, linalg, network ---

  /**
   * Monte Carlo means against their expectation, in standard errors: chance exceeds 5 with
   * probability 6e-7 a comparison, and the seeds are fixed.
   */
  public static final double STANDARD_ERRORS = 5;

  /**
   * Densities summed on a grid of step h = w/2, w the smallest width, as far as 10 w beyond every
   * centre: aliasing 2 exp(−2π² w²/h²) = 1e-34 and tail exp(−50) vanish; left are 10⁵ additions of
   * numbers with 20 EPS each.
   */
  public static final double GRID_INTEGRAL = 400 * EPS;

  /** A log density: ten operations on terms no larger than |log μ| + 10. */
  public static final double LOG_DENSITY = 20 * EPS;

  /**
   * Network outputs in two orders of summation, relative to Σ|terms|: half the number of neurons
   * times EPS bounds each in the mean; 3000 neurons.
   */
  public static final double NETWORK_OUTPUT = 3000 * EPS;

  /**
   * |A − L Lᵀ| relative to the largest diagonal entry: entries of A to 4 ulp, r roundings that add
   * like a random walk, and the pivot floor of 64 ulp left out.
   */
  public static final double CHOLESKY = 200 * EPS;

  // --- descent ---

  /**
   * Outputs in single precision against double: terms of one sign pattern summed over at most 128 a
   * lane, products and pre-activations of a few roundings: 16 · 2⁻²⁴ of Σ|v_i relu(z_i)|.
   */
  public static final double SINGLE_OUTPUT = 16 * 0x1p-24;

  /**
   * Gradients in single precision against double, relative to Σ_m |e_m x̂_m|: 512 terms a block,
   * half the worst case of a sequential sum never seen, √512 typical, times 4; and neurons whose
   * kink lies within rounding of a point flip it on or off, each worth max|e x̂|, at most 2 of M
   * points.
   */
  public static final double SINGLE_GRADIENT = 4 * 23 * 0x1p-24;

  /**
   * A network trained on a residual of relative size 10⁻⁷ against its own linearisation: the kernel
   * moves by that much, over at most 10³ steps of a contracting iteration.
   */
  public static final double FROZEN_KERNEL = 1e-5;

  // --- fit, spectrum ---

  /**
   * Exponent and ln C of an exact law: logarithms of size up to 35 carry 35 EPS each, a sum over at
   * most 100 bins as many roundings again, the slope divides by a spread of ln x of about 1.
   */
  public static final double PURE_LAW_FIT = 100 * 35 * EPS;

  /**
   * A loss from its modes, for curves that have not fallen by more than e⁻⁸⁰: the exponential's
   * argument, at most 80, is a product rounded once (80 EPS), term and sum add 6 EPS.
   */
  public static final double LOSS_OF_MODES = 90 * EPS;

  /** A compensated partial sum: one rounding of the square, two ulp of the sum. */
  public static final double PARTIAL_SUM = 6 * EPS;

  private Tolerances() {}

  /** Fails unless |actual − expected| ≤ allowed, and says how much of it was used. */
  public static void assertWithin(double expected, double actual, double allowed, String what) {
    double error = Math.abs(actual - expected);
    assertTrue(
        error <= allowed,
        () ->
            String.format(
                Locale.ROOT,
                "%s: %.17g instead of %.17g, error %.3g uses %.3g of the allowed %.3g",
                what,
                actual,
                expected,
                error,
                error / allowed,
                allowed));
  }

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
