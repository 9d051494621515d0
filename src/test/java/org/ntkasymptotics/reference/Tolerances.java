package org.ntkasymptotics.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.ntkasymptotics.backend.Precision;

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

  /** Nodes of Gauss-Legendre rules: Newton stops at 1e-16, the recurrence adds a few ulp. */
  public static final double QUADRATURE_NODES = 1e-14;

  /** Γ(2k+1)/Γ(2k+1+ξ): differences of logarithms of size up to 150 below k = 20. */
  public static final double STEP_FACTOR = 2e-13;

  /** Trapezoid rule of step 0.1 in the stretched angle: error e^{−2π²/0.1·…} below 1e-12. */
  public static final double ANGULAR = 1e-12;

  /**
   * Quadrature over a density (96 radial nodes, 16 or 5 grid nodes a width): the exponentially
   * small rule error is below 1e-9 in every case asserted.
   */
  public static final double DENSITY_QUADRATURE = 1e-9;

  /** Standard errors allowed to a random average with fixed seed: 1 in 16 000. */
  public static final double SIGMAS = 4;

  /** No constant may buy agreement with a wide error bar: 2^17 points give below 1 %. */
  public static final double LARGEST_ERROR_BAR = 0.01;

  /**
   * Funk-Hecke sums up to degree l = 600 with n = 800 nodes: a term is (π/n) times at most 3, its
   * harmonic known to l ulp at worst; incoherent rounding gives 3 π l EPS/√n · (1/√3 for the spread
   * of angles) ≈ 1.3e-14 at l = 600 if every term were worst, a tenth of it typically; absolute.
   */
  public static final double FUNK_HECKE = 2e-15;

  /** Coefficient of l^−3 in λ/law on unit spheres; 0 on the circle, below 30 for σ_w/σ_b ≤ 3.3. */
  public static final double SPHERE_NEXT_ORDER = 40;

  /** Partial sums beyond degree 60: c/60² with c ≈ 5–8 of the covariance's eigenvalues. */
  public static final double SPHERE_SUMS = 0.003;

  /** Loss at t = 3e4: λ/law − 1 = c/l² at the degree where 2 λ t = 1, l ≈ 50–85. */
  public static final double SPHERE_LOSS = 0.01;

  /**
   * Loss on the circle: relative error c/k² at 2 λ_k t = 1, i.e. k² ≈ 0.14 t, with c ≈ 2.6: 19/t.
   */
  public static final double CIRCLE_LOSS = 19;

  /**
   * Up to n = 3M/4: linear interpolation of logarithms in 1200 steps δ of 0.01–0.04, error δ²/8
   * times a curvature of up to 1 close to the lower edge.
   */
  public static final double LOCAL_PREDICTION = 2e-4;

  /** Second order over first at n/M = 0.005: b ω n/M is 0.01–0.02, times a factor of a few. */
  public static final double SECOND_ORDER = 0.05;

  /** λ/law − 1 at index n on S² is 5/l² with n = l². */
  public static final double SPHERE_CURVATURE = 5;

  /**
   * Sample eigenvalues on S² over their prediction, means of 50: theory, section 9, finds 1–5 %.
   */
  public static final double REAL_SAMPLE = 0.05;

  /**
   * θ̃ of a network from k nearest neurons, mean of 400 places: Gamma(16) and weights c² scatter by
   * 45 % a place, neighbouring places share neurons (a tenth of them are independent, say), the
   * density varies within their reach: 0.45/√40 and a few per cent.
   */
  public static final double NEAREST_NEURONS = 0.1;

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

  /**
   * z^q from roots: two of them, a reciprocal and at most five products, each rounded once, half as
   * much again from the root of a rounded root; and 1 ulp of {@link Math#pow}.
   */
  public static final double POWER_OF_ROOTS = 12 * EPS;

  // --- descent ---

  /**
   * Outputs in single precision against double, relative to Σ|v_i| Σ_j |u_ij x_j|: weights and
   * points are rounded (2 roundings), pre-activations and at most 2048/16 terms a lane summed up;
   * roundings of either sign, so 12 = √128 and a few. Measured: 0.4 to 3.
   */
  public static final double SINGLE_OUTPUT = 16 * 0x1p-24;

  /**
   * Gradients in single precision against double, relative to Σ_m |e_m x_m|: at most 512 terms a
   * lane, roundings of either sign: √512, never above.
   */
  public static final double SINGLE_GRADIENT = 23 * 0x1p-24;

  /**
   * Pre-activations this small, relative to Σ_j |u_ij x_j|, may have the other sign in single
   * precision: weights and points rounded, each product and sum once: the worst of 2 + 2 for few
   * inputs, of random signs for many.
   */
  public static final double SINGLE_KINK = 8 * 0x1p-24;

  /**
   * A central difference with h = 10⁻⁶ of a loss of size 1: h² from the third derivative, EPS/h =
   * 10⁻¹⁰ from rounding, times 10 for sums.
   */
  public static final double DIFFERENCE_QUOTIENT = 1e-9;

  /**
   * The loss of a network of N neurons against that of its limit, times √N: the kernel's entries
   * differ by about 2/√N, on either side of the average.
   */
  public static final double WIDE_NETWORK = 4;

  /**
   * The same for networks of several layers and other activations, times √(N/layers): every layer
   * adds a fluctuation of its own of standard deviation 2/√N; five of them.
   */
  public static final double LAYERED_KERNEL = 10;

  /**
   * Thirty steps in double precision in two orders of summation: sums of up to 600 terms of size up
   * to 100, 30 times, and their effect on later steps.
   */
  public static final double LAYERED_SUMS = 30 * 600 * 100 * EPS;

  /**
   * A network trained on a residual of relative size 10⁻⁷ against its own linearisation: the kernel
   * moves by that much, over at most 10³ steps of a contracting iteration.
   */
  public static final double FROZEN_KERNEL = 1e-5;

  /**
   * An average over N neurons against its mean, times σ_w² r r′/√N: a neuron's share of the kernel
   * has a second moment of at most 4 (σ_w² r r′)², by Cauchy and Schwarz from coinciding points;
   * five standard deviations of 2.
   */
  public static final double NEURON_AVERAGE = 10;

  /**
   * Kernel entries of a finite network from Gram products against the sum over all parameters,
   * relative to √(Θ(x,x) Θ(x′,x′)): sums of up to 2100 terms of either sign in other orders, √2100
   * EPS each, a few of them for every one of up to three layers.
   */
  public static final double GRADIENT_TERMS = 4 * 3 * 46 * EPS;

  /** λ_max: the iteration stops when a round adds less than 10⁻⁴; a handful more could follow. */
  public static final double LANCZOS = 5e-4;

  /**
   * The loss in single precision, relative to √(L L(0)): outputs are wrong by a few 2⁻²⁴ of their
   * size, which is about that of the initial error, so L by twice that times √(L L(0)); the errors
   * of former steps decay as the error itself does. 64 roundings.
   */
  public static final double SINGLE_LOSS = 64 * 0x1p-24;

  /**
   * Losses of two machines after 10³ steps relative to √(L L(0)), in units of the passes' rounding
   * (2⁻²⁴, 2⁻⁵³): sums of some hundred terms in other orders part errors by a few units a step, of
   * which slow modes keep a random walk's √1000, 10² units in all. A pre-activation that rounds to
   * the other side of its kink moves one gradient by a term of some hundred: ten times as much.
   * Measured with 90 points and 120 neurons, seven draws: 2 to 350 units in single precision, where
   * neither machine is systematically nearer to double precision; 6 to 9 in double.
   */
  public static final double MACHINES_APART = 1000;

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

  // --- kernel, backend ---

  /**
   * φ of two lifted points: about eight roundings of differences, quotient, norms, atan2, of which
   * half add up; relative to max(φ, σ_w |x − x′| / max(r, r′)).
   */
  public static final double LIFTED_ANGLE = 8 * EPS;

  /**
   * Kernel entries relative to √(Θ(x,x) Θ(x′,x′)): φ moves them by at most half its own error, sine
   * and cosine by theirs, ten operations of the formula round: 4 ulp.
   */
  public static final double KERNEL_ENTRY = 8 * EPS;

  /**
   * Scalar products of unit vectors of length m that were orthogonalised until they kept their
   * length: m roundings of at most 2⁻⁵³ each while they are formed, and as many while a check forms
   * them again, with the factor 2 of the length that a last pass may still take away.
   */
  public static double orthogonality(int m) {
    return 4 * m * 0x1p-53;
  }

  /**
   * Entries of deep kernels relative to √(Θ(x,x) Θ(x′,x′)): {@link #KERNEL_ENTRY} for the first
   * layer, half as much for the output; every further layer rounds A, T and their sum, 2 EPS.
   */
  public static double deepEntry(int hidden) {
    return (1.5 * KERNEL_ENTRY / EPS + 2 * (hidden - 1)) * EPS;
  }

  /**
   * Tiles against 60 digits: as {@link #KERNEL_ENTRY} with plain sums of up to four products, or
   * directions rounded coordinate by coordinate, and the division by M.
   */
  public static final double TILE_ENTRY = 12 * EPS;

  /**
   * A polynomial through values rounded once or twice: up to 2.6 times that between the nodes; its
   * coefficients in powers of x add up to less than 4 times the largest value, each rounded.
   */
  public static final double CHEBYSHEV = 16 * EPS;

  /**
   * I_p, relative: two or three gamma functions of 2 ulp, powers of 1 ulp each, a sum of positive
   * terms rounded once.
   */
  public static final double RECTIFIED_MOMENT = 16 * EPS;

  /**
   * g relative to g(0): two moments for each value, the singular part taken off with a logarithm
   * and an exponential, polynomials of 24 terms; 9 EPS was found with numpy for q = 20.
   */
  public static final double POWER_PROFILE = 2 * RECTIFIED_MOMENT;

  /**
   * ln of measured over predicted eigenvalues of one sample of 1000 points, averaged: scatter
   * between samples of 2 to 4 % (d = 1), and a pre-asymptotic excess that grows with the order of
   * the singularity, 8 % for q = 2 in d = 2.
   */
  public static final double SAMPLE_LAW = 0.1;

  /** The slope of the same in ln n, over half a decade to a decade: the excess falls off. */
  public static final double SAMPLE_LAW_DRIFT = 0.15;

  /**
   * The same of partial sums. In d = 1 the last third of a ball's sum is what the gaps beside two
   * points happen to be: a factor of 2 either way at the end of a decade.
   */
  public static final double SAMPLE_SUMS_DRIFT = 0.3;

  /** K_ν with its powers and factors, relative: sums of positive terms, exponents up to 100. */
  public static final double BESSEL = 128 * EPS;

  /** Entries of activation (z)₊^q: the profile, the angle (κ of t^{q−½} below 2), r^q twice. */
  public static final double POWER_ENTRY = POWER_PROFILE + 16 * EPS;

  /**
   * √E from rounded directions: each of two by 2 ulp of their length with the norm's rounding, the
   * sum of squares by one or two.
   */
  public static final double TILE_CHORD = 12 * EPS;

  /**
   * E relative to itself from fine directions in d dimensions: a difference rounds three times, its
   * square twice as often and once more, the positive terms add up with roundings of either sign.
   */
  public static double fineChord(int d) {
    return (12 + Math.sqrt(d)) * EPS;
  }

  /** E of fine directions, absolute: remainders are good to 2⁻¹⁰¹ each. */
  public static final double FINE_CHORD = 0x1p-98 * 0x1p-98;

  /**
   * ℓ_δ(s) relative to ℓ_δ(s/2): tables within an ulp or two, {@link #CHEBYSHEV} for the
   * polynomial, which is at most ln 2.
   */
  public static final double BOX_COX = CHEBYSHEV;

  /**
   * Eigenvalues relative to ‖K‖: every reduction is orthogonal to rounding, errors of the n steps
   * add like a random walk; n up to 400: 2 √400 EPS.
   */
  public static final double EIGENVALUE = 40 * EPS;

  /** Residuals ‖K v − λ v‖/‖K‖ and |Vᵀ V − 1|, n up to 130, as {@link #EIGENVALUE}. */
  public static final double EIGENVECTOR = 100 * EPS;

  /**
   * The same for relatively robust representations, which orthogonalise nothing explicitly: the 30
   * n ulp that LAPACK's own tests accept, n up to 130. How much of it is used depends on the
   * processor, whose BLAS kernels round differently (6 n ulp were met).
   */
  public static final double EIGENVECTOR_MRRR = 2 * 30 * 130 * EPS;

  /** Block updates by one reflection in two orders of summation: b products of size up to 1. */
  public static final double REFLECTION = 4 * 96 * EPS;

  /** Σ c² λᵏ against δfᵀ Kᵏ δf/M relative to |δf|² ‖K‖ᵏ/M: as {@link #EIGENVALUE}, n roundings. */
  public static final double MODE_MOMENT = 100 * EPS;

  /**
   * The same tolerance in numbers of another precision, on values given in it. In single precision
   * the constants of a formula (σ_w², σ_b², its factor, coefficients) are rounded once more where
   * double precision has them to the bit or nearly so: a quarter more.
   */
  public static double in(Precision precision, double tolerance) {
    return precision == Precision.DOUBLE
        ? tolerance
        : 1.25 * tolerance * (precision.unitRoundoff() / EPS);
  }

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
