package org.ntkasymptotics.special;

/**
 * The Box–Cox transformation ℓ_δ(s) = (s^δ − 1)/δ, log s for δ = 0, |δ| ≤ ½, 0 ≤ s &lt; 1, in a
 * form that loops over many arguments take without a logarithm or an exponential.
 *
 * <p>δ is never 0: {@link #SMALLEST} stands for it, with which ℓ is the logarithm to the last
 * place.
 *
 * <p>Formula: with s = 2^e f, 1 ≤ f &lt; 2, ℓ(s) = ℓ(2^e) + 2^{eδ} ℓ(f); the first two come from
 * tables over e, ℓ(f) is a polynomial in 2f − 3 to working precision. Source: G. E. P. Box, D. R.
 * Cox, "An analysis of transformations", J. R. Stat. Soc. B 26 (1964), for the name. Special
 * values: 0 and subnormal s give the value for 0. Error: 4 ulp of ℓ(s/2), and 2⁻⁵³ |δ log s| of
 * s^δ/δ, asserted by {@code BoxCoxTest}.
 */
public final class BoxCox {
  /** Powers of the polynomial: what is left out is 5·10⁻¹⁷. */
  public static final int TERMS = 20;

  /** Values of the exponent field of a double. */
  public static final int EXPONENTS = 1 << 11;

  /** Stands for δ = 0. */
  public static final double SMALLEST = 0x1p-500;

  private static final int BIAS = 1023;

  private final double delta;
  private final double atZero;
  private final double[] steps = new double[EXPONENTS];
  private final double[] factors = new double[EXPONENTS];
  private final double[] powers;

  /**
   * ℓ_δ.
   *
   * @param delta δ, or 0
   * @param atZero what to take for s = 0, where the limit may be infinite
   */
  public BoxCox(double delta, double atZero) {
    this.delta = delta == 0 ? SMALLEST : delta;
    this.atZero = atZero;
    steps[0] = atZero;
    for (int k = 1; k < 2 * BIAS; k++) {
      double log = (k - BIAS) * Math.log(2);
      steps[k] = transformed(log);
      factors[k] = Math.exp(this.delta * log);
    }
    powers = Chebyshev.powers(x -> transformed(Math.log1p((x + 1) / 2)), TERMS);
  }

  private double transformed(double log) {
    return Math.expm1(delta * log) / delta;
  }

  /** ℓ(s), by logarithm and exponential: the plain reference. */
  public double of(double s) {
    return s < Double.MIN_NORMAL ? atZero : transformed(Math.log(s));
  }

  /** δ, never 0. */
  public double delta() {
    return delta;
  }

  /** A copy of the table of ℓ(2^e), by the exponent field of s. */
  public double[] steps() {
    return steps.clone();
  }

  /** A copy of the table of 2^{eδ}, in the same order. */
  public double[] factors() {
    return factors.clone();
  }

  /** A copy of the coefficients of ℓ(f) in powers of 2f − 3. */
  public double[] powers() {
    return powers.clone();
  }
}
