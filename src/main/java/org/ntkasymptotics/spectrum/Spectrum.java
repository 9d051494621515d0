package org.ntkasymptotics.spectrum;

/**
 * Eigenvalues of (1/M)·Θ(xᵢ, xⱼ), largest first, index n from 0.
 *
 * @param values length M, descending, finite; round-off may make the smallest ones negative
 * @param resolution of the arithmetic: values up to this share of λ₀ are round-off
 */
public record Spectrum(double[] values, double resolution) {
  private static final double UNIT = Math.ulp(1.0);
  private static final double SINGLE_UNIT = Math.ulp(1.0f);
  private static final double LEAST_RELATIVE_FLOOR = 1e-13;
  private static final double TIME_SHARE = 0.05;

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if there is no value, one is not finite or larger than the one
   *     before, or the resolution is not a share
   */
  public Spectrum {
    Checks.notEmpty("a spectrum", values.length);
    Checks.finite("eigenvalue", values);
    for (int n = 1; n < values.length; n++) {
      if (values[n] > values[n - 1]) {
        throw new IllegalArgumentException(
            "eigenvalues must be largest first: number "
                + n
                + " is "
                + values[n]
                + " after "
                + values[n - 1]
                + "; sort them");
      }
    }
    if (!(resolution >= 0 && resolution < 1)) {
      throw new IllegalArgumentException("a resolution lies in [0, 1), got " + resolution);
    }
  }

  /**
   * From double precision: resolution max(10⁻¹³, M ε), ε = 2⁻⁵².
   *
   * <p>A backward stable solver returns the eigenvalues of a matrix within p(M) ε λ₀ of the given
   * one, p(M) ≤ M up to a small factor in the worst case and about √M in practice, where the
   * roundings of M reflections are independent. An eigenvalue at M ε λ₀ is therefore typically
   * right to 1/√M: 1 % at M = 10⁴. Below M = 450 the theory notes' 10⁻¹³ (section 4) is the larger
   * one. Asserted by {@code SpectrumTest} with a spectrum known in closed form.
   */
  public Spectrum(double[] values) {
    this(values, resolution(values.length));
  }

  /** The resolution of double precision at order M, as above. */
  public static double resolution(int order) {
    return Math.max(LEAST_RELATIVE_FLOOR, order * UNIT);
  }

  /** That of single precision, as of {@link #inSingle}. */
  public static double resolutionInSingle(int order) {
    return Math.sqrt(order) * SINGLE_UNIT;
  }

  /**
   * From single precision: resolution √M ε, ε = 2⁻²³.
   *
   * <p>The p(M) met in practice, since M ε would leave nothing: the M reductions contribute errors
   * of ε/2 λ₀ each, which add like a random walk to at most half of it, so what lies above keeps
   * its sign and its order of magnitude for certain (Weyl). Small eigenvalues fare far better: with
   * LAPACK's reduction of kernel matrices, M = 250 … 2000, those beyond the first ten were off by
   * 0.2 ε λ₀ at most. Rounding the entries moves eigenvalues by less.
   */
  public static Spectrum inSingle(double[] values) {
    return new Spectrum(values, resolutionInSingle(values.length));
  }

  /** M. */
  public int size() {
    return values.length;
  }

  /** Value below which an eigenvalue is round-off and must not be fitted. */
  public double roundOffFloor() {
    return resolution * Math.max(0, values[0]);
  }

  /**
   * How many eigenvalues lie above {@link #roundOffFloor()}: the first index that must not be used.
   */
  public int countAboveFloor() {
    double floor = roundOffFloor();
    int count = 0;
    while (count < values.length && values[count] > floor) {
      count++;
    }
    return count;
  }

  /**
   * Time after which L(t) of {@link LossCurve#ofModes} depends on round-off: 0.05/floor, where a
   * typical eigenvalue error floor/√M changes exp(−2λt) by 0.1/√M, 1 % at M = 100; infinite for a
   * spectrum of zeros.
   */
  public double latestTime() {
    double floor = roundOffFloor();
    return floor > 0 ? TIME_SHARE / floor : Double.POSITIVE_INFINITY;
  }
}
