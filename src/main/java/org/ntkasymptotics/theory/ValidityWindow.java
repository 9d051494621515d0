package org.ntkasymptotics.theory;

/**
 * Where the laws can be expected to hold for M points in d dimensions.
 *
 * <p>Source: theory, section 9. Lower end: n from n_pre = 30, 100, 300 (d = 1, 2, ≥ 3; measured),
 * times from n*(t) = (2 Λ t)^{1/ν} = n_pre. Upper ends: the bare eigenvalue law to where the
 * finite-M prediction leaves it by 2 % (to first order n = 0.02 M/(b ω)), the bare sums and loss to
 * where U and R_ξ have fallen to 0.95; corrected eigenvalues and sums to n = M/2, the corrected
 * loss to R_ξ = 0.5; no further than a network's own kernel follows its laws. A range is empty when
 * M is too small for it.
 *
 * @param eigenvalues indices n for the bare λₙ law
 * @param correctedEigenvalues indices n for λₙ / F and sₙ / U
 * @param partialSums indices n for the bare sₙ law
 * @param times times t for the bare loss law
 * @param correctedTimes times t for the loss with R_ξ
 */
public record ValidityWindow(
    Range eigenvalues,
    Range correctedEigenvalues,
    Range partialSums,
    Range times,
    Range correctedTimes) {
  private static final double EIGENVALUE_ALLOWANCE = 0.02;
  private static final double FACTOR_ALLOWED = 0.95;
  private static final double HALF = 0.5;

  /**
   * A closed range.
   *
   * @param low lower end
   * @param high upper end; the range is empty if it is not larger than {@code low}
   */
  public record Range(double low, double high) {

    private Range until(double last) {
      return new Range(low, Math.min(high, last));
    }

    /** Whether no value lies inside. */
    public boolean isEmpty() {
      return !(low < high);
    }

    /** Whether a value lies inside. */
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /** The index before which the laws have not set in, in d dimensions. */
  public static double firstIndex(int d) {
    return switch (d) {
      case 1 -> 30;
      case 2 -> 100;
      default -> 300;
    };
  }

  /**
   * The window of one sample.
   *
   * @param lambda Λ
   * @param functions F, U and R for the exponents at hand
   * @param prediction finite-M prediction of the same sample
   */
  static ValidityWindow of(
      int d, double lambda, FiniteSampleCorrection functions, FiniteSamplePrediction prediction) {
    double nu = functions.nu();
    double first = firstIndex(d);
    double m = prediction.samples();
    double start = Math.pow(first, nu) / (2 * lambda);
    double timePerTau = Math.pow(m, nu) / (2 * lambda);
    return new ValidityWindow(
        new Range(first, lastBareIndex(first, lambda, nu, prediction.eigenvalues())),
        new Range(first, HALF * m),
        new Range(first, m * functions.shareWherePartialSumFactorIs(FACTOR_ALLOWED)),
        new Range(start, timePerTau * functions.tauWhereLossFactorIs(FACTOR_ALLOWED)),
        new Range(start, timePerTau * functions.tauWhereLossFactorIs(HALF)));
  }

  /** The same for a kernel whose eigenvalues leave their law λₙ = Λ n^−ν at an index of its own. */
  ValidityWindow until(double lastIndex, double lambda, double nu) {
    double lastTime = Math.pow(lastIndex, nu) / (2 * lambda);
    return new ValidityWindow(
        eigenvalues.until(lastIndex),
        correctedEigenvalues.until(lastIndex),
        partialSums.until(lastIndex),
        times.until(lastTime),
        correctedTimes.until(lastTime));
  }

  private static double lastBareIndex(double first, double lambda, double nu, double[] predicted) {
    int n = (int) first;
    while (n < predicted.length
        && Math.abs(predicted[n] / (lambda * Math.pow(n + 0.5, -nu)) - 1) <= EIGENVALUE_ALLOWANCE) {
      n++;
    }
    return n - 1.0;
  }
}
