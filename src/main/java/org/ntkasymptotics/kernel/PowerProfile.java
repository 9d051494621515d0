package org.ntkasymptotics.kernel;

import java.util.Arrays;
import org.ntkasymptotics.special.BoxCox;
import org.ntkasymptotics.special.Chebyshev;
import org.ntkasymptotics.special.RectifiedMoment;

/**
 * The angular function g of the kernels of activation (z)₊^q, Θ = σ_w² (r r′)^q g(φ), in a form
 * that takes one logarithm, one exponential and two short polynomials.
 *
 * <p>Formula: with t = sin²(φ/2), u = cos²(φ/2), m + δ = q − ½ (NTK) or q + ½ (covariance), |δ| ≤
 * ½, and ℓ(s) = (s^δ − 1)/δ (log s for δ = 0), g = A(t) + κ t^m ℓ(t) C(t) for φ ≤ π/2 and g = u^m
 * (1 + δ ℓ(u)) C(u) beyond, κ = (−1)^⌊q⌋ δ/sin(πδ). A and C are analytic up to t = 1, so
 * polynomials of at most {@link #TERMS} powers of 4t − 1 give them to the last place; the
 * singularities at φ = 0 and φ = π stand outside. That both are the same function C is the symmetry
 * of Legendre's equation, whose exponents at t = 0 and t = 1 agree. No q is special: at
 * half-integers ℓ is the logarithm that belongs there, and at whole q the closed forms come out.
 * Source: theory, section 4, with the poles of its two series combined. Domain: ½ &lt; q ≤ 20; t, u
 * in [0, ½]. Special values: φ = 0 and π exact in their argument. Error: 16 ulp of g(0), asserted
 * against 40 digits by {@code PowerProfileTest}.
 *
 * <p>With m = 0, that is for an NTK with q &lt; 1, an entry moves by |g′ δφ| ≈ φ^{2q−1} δφ/φ when φ
 * does: t must be accurate relative to itself, however small.
 */
public final class PowerProfile {
  /** Powers of each polynomial. */
  public static final int TERMS = 24;

  /** Up to here the accuracy is known. */
  static final double LARGEST = 20;

  private final double q;
  private final boolean ntk;
  private final int order;
  private final BoxCox logarithm;
  private final double[] near;
  private final double ratio;
  private final double[] opposite;

  private PowerProfile(double q, boolean ntk) {
    if (!(q > 0.5)) {
      throw new IllegalArgumentException(
          "q must be greater than 1/2, got "
              + q
              + ": for q <= 1/2 the derivative of (z)_+^q has an infinite second moment, so that the"
              + " kernel is infinite on the diagonal and its matrix has no trace");
    }
    if (!(q <= LARGEST)) {
      throw new IllegalArgumentException(
          "q must be at most " + LARGEST + ", got " + q + ": beyond, the accuracy is not known");
    }
    this.q = q;
    this.ntk = ntk;
    int whole = (int) Math.floor(q);
    double exact = q - 0.5 - whole;
    order = ntk ? whole : whole + 1;
    logarithm = new BoxCox(exact, order == 0 ? -1 / exact : 0);
    double sign = whole % 2 == 0 ? 1 : -1;
    ratio = sign * (exact == 0 ? 1 / Math.PI : exact / Math.sin(Math.PI * exact));
    double[] smooth = Chebyshev.series(x -> smoothPart((x + 1) / 4), TERMS);
    double[] common = Chebyshev.series(x -> oppositePart((x + 1) / 4), TERMS);
    int terms = Math.max(Chebyshev.terms(smooth), Chebyshev.terms(common));
    near = Chebyshev.inPowers(Arrays.copyOf(smooth, terms));
    opposite = Chebyshev.inPowers(Arrays.copyOf(common, terms));
  }

  /** g of the NTK, I_q + q² cos φ I_{q−1}. */
  static PowerProfile ofNtk(double q) {
    return new PowerProfile(q, true);
  }

  /** g of the covariance, I_q. */
  static PowerProfile ofCovariance(double q) {
    return new PowerProfile(q, false);
  }

  private double smoothPart(double t) {
    double g = RectifiedMoment.of(q, t);
    if (ntk) {
      g += q * q * (1 - 2 * t) * RectifiedMoment.of(q - 1, t);
    }
    return g - ratio * Math.pow(t, order) * logarithm.of(t) * oppositePart(t);
  }

  private double oppositePart(double u) {
    if (!ntk) {
      return RectifiedMoment.nearOpposite(q, u);
    }
    return u * RectifiedMoment.nearOpposite(q, u)
        - q * q * (1 - 2 * u) * RectifiedMoment.nearOpposite(q - 1, u);
  }

  /**
   * g, for an acute angle with s = sin²(φ/2), for an obtuse one with s = cos²(φ/2).
   *
   * @param s within [0, ½]
   */
  public double at(double s, boolean obtuse) {
    double x = 4 * s - 1;
    double l = logarithm.of(s);
    double power = 1;
    for (int k = 0; k < order; k++) {
      power *= s;
    }
    double common = power * Chebyshev.at(opposite, x);
    return obtuse ? (1 + delta() * l) * common : Chebyshev.at(near, x) + ratio * l * common;
  }

  /** q. */
  public double q() {
    return q;
  }

  /** m. */
  public int order() {
    return order;
  }

  /** δ, never 0. */
  public double delta() {
    return logarithm.delta();
  }

  /** ℓ; at 0 as it enters: −1/δ where m = 0; where m &gt; 0 the factor s^m makes it vanish. */
  public BoxCox logarithm() {
    return logarithm;
  }

  /** κ. */
  public double ratio() {
    return ratio;
  }

  /** A copy of the coefficients of A, at most {@link #TERMS} powers of 4s − 1. */
  public double[] near() {
    return near.clone();
  }

  /** A copy of the coefficients of C, as many. */
  public double[] opposite() {
    return opposite.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PowerProfile profile && profile.q == q && profile.ntk == ntk;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(q) * 2 + (ntk ? 1 : 0);
  }

  @Override
  public String toString() {
    return "q=" + q;
  }
}
