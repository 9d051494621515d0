package org.ntkasymptotics.spectrum;

/**
 * Coefficients c = Vᵀ δf / √M of an initial error in the eigenbasis, in the order of the spectrum:
 * Σ cₙ² = (1/M) Σ δf² = 2 L(0).
 *
 * @param values length M, finite
 */
public record Coefficients(double[] values) {
  private static final double UNIT = Math.ulp(1.0);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is none or one is not finite
   */
  public Coefficients {
    Checks.notEmpty("coefficients", values.length);
    Checks.finite("coefficient", values);
  }

  /** M. */
  public int size() {
    return values.length;
  }

  /**
   * sₙ = Σ_{k ≥ n} c_k², length M, compensated from the far end: relative error at most 3ε each, ε
   * = 2⁻⁵² (one rounding of the square, two of the sum).
   */
  public double[] partialSums() {
    double[] sums = new double[values.length];
    CompensatedSum sum = new CompensatedSum();
    for (int n = values.length - 1; n >= 0; n--) {
      sum.add(values[n] * values[n]);
      sums[n] = sum.value();
    }
    return sums;
  }

  /** Σ cₙ² = 2 L(0). */
  public double energy() {
    return partialSums()[0];
  }

  /**
   * Value below which a partial sum is round-off and must not be fitted: (M ε)² s₀.
   *
   * <p>Computed eigenvectors are orthogonal to the right ones up to about √M ε, so every
   * coefficient carries an error of about √M ε √s₀ from the large ones; M of them sum to (M ε)² s₀.
   * Sums from an index at or beyond {@link Spectrum#countAboveFloor()} are not to be used either:
   * there the basis itself is round-off.
   */
  public double roundOffFloor() {
    double relative = values.length * UNIT;
    return relative * relative * energy();
  }
}
