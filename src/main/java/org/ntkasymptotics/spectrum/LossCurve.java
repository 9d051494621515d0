package org.ntkasymptotics.spectrum;

/**
 * The loss L(t) = (1/2M) Σ δf(t)² on a grid of times t = step size × number of steps.
 *
 * @param times not negative, strictly ascending, length T
 * @param losses not negative, finite, length T
 */
public record LossCurve(double[] times, double[] losses) {
  // What is left out of a sum may change it by this at most, relatively: a quarter of a rounding.
  private static final double NEGLIGIBLE = Math.ulp(1.0) / 8;
  private static final int CHECK_MASK = 31;

  /**
   * Checks both columns.
   *
   * @throws IllegalArgumentException if a rule above is broken
   */
  public LossCurve {
    Checks.sameLength("times", times.length, "losses", losses.length);
    Checks.times(times);
    Checks.finite("loss", losses);
    for (int k = 0; k < losses.length; k++) {
      if (losses[k] < 0) {
        throw new IllegalArgumentException(
            "loss " + k + " is " + losses[k] + ": a loss is a sum of squares, never negative");
      }
    }
  }

  /**
   * L(t) = ½ Σ cₙ² exp(−2 λₙ t) of gradient flow at the given times.
   *
   * <p>Eigenvalues that round-off made negative count as 0. Terms are summed from the slowest mode,
   * compensated, until all faster ones together cannot matter (they are bounded by their energy
   * times the exponential reached). Relative error at most (3 + 2 λ* t) · 2⁻⁵² with λ* the fastest
   * mode that matters, since an exponential inherits the rounding of its argument: below 2·10⁻¹⁴
   * for any curve that has not fallen by more than e⁻⁸⁰. Asserted by {@code LossCurveTest} against
   * 30-digit sums.
   *
   * @param spectrum length M
   * @param coefficients length M, in the same order
   * @param times not negative, strictly ascending
   */
  public static LossCurve ofModes(Spectrum spectrum, Coefficients coefficients, double[] times) {
    Checks.sameLength("eigenvalues", spectrum.size(), "coefficients", coefficients.size());
    Checks.times(times);
    double[] rates = spectrum.values().clone();
    double[] squares = new double[rates.length];
    double[] faster = new double[rates.length];
    double energy = 0;
    for (int n = 0; n < rates.length; n++) {
      rates[n] = 2 * Math.max(0, rates[n]);
      squares[n] = coefficients.values()[n] * coefficients.values()[n];
      faster[n] = energy;
      energy += squares[n];
    }
    double[] losses = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      losses[k] = decayed(rates, squares, faster, times[k]) / 2;
    }
    return new LossCurve(times, losses);
  }

  /**
   * L = ½ Σ cₙ² (1 − η λₙ)^{2k} after k steps of gradient descent, at times t = η k.
   *
   * <p>Source: theory, section 1. The power is exp(2k ln|1 − η λ|) with the logarithm taken
   * accurately for small η λ, so late slow modes keep their digits; a mode with η λ &gt; 2 grows.
   * Relative error at most (3 + 2k ln|1 − η λ*|) · 2⁻⁵² with λ* the fastest mode that matters.
   * Asserted by {@code DiscreteStepsTest} against exact powers, and by {@code CpuDescentTest}
   * against the iteration itself.
   *
   * @param spectrum length M
   * @param coefficients length M, in the same order
   * @param stepSize η &gt; 0
   * @param steps k, not negative, strictly ascending
   */
  public static LossCurve ofSteps(
      Spectrum spectrum, Coefficients coefficients, double stepSize, long[] steps) {
    Checks.sameLength("eigenvalues", spectrum.size(), "coefficients", coefficients.size());
    if (!(stepSize > 0) || stepSize == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("the step size must be positive, is " + stepSize);
    }
    double[] logs = new double[spectrum.size()];
    for (int n = 0; n < logs.length; n++) {
      double x = stepSize * Math.max(0, spectrum.values()[n]);
      logs[n] = x < 1 ? Math.log1p(-x) : Math.log(x - 1);
    }
    double[] times = new double[steps.length];
    double[] losses = new double[steps.length];
    for (int k = 0; k < steps.length; k++) {
      times[k] = stepSize * steps[k];
      CompensatedSum sum = new CompensatedSum();
      for (int n = logs.length - 1; n >= 0; n--) {
        double c = coefficients.values()[n];
        sum.add(steps[k] == 0 ? c * c : c * c * Math.exp(2.0 * steps[k] * logs[n]));
      }
      losses[k] = sum.value() / 2;
    }
    return new LossCurve(times, losses);
  }

  /** Σ squaresₙ exp(−ratesₙ t), rates descending, fasterₙ = Σ_{k &lt; n} squares_k. */
  private static double decayed(double[] rates, double[] squares, double[] faster, double t) {
    CompensatedSum sum = new CompensatedSum();
    for (int n = rates.length - 1; n >= 0; n--) {
      double decay = Math.exp(-rates[n] * t);
      sum.add(squares[n] * decay);
      if ((n & CHECK_MASK) == 0 && faster[n] * decay <= NEGLIGIBLE * sum.value()) {
        break;
      }
    }
    return sum.value();
  }
}
