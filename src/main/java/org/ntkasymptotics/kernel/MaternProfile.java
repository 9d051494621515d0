package org.ntkasymptotics.kernel;

import org.apache.commons.math3.special.Gamma;
import org.ntkasymptotics.special.BesselK;
import org.ntkasymptotics.special.BoxCox;
import org.ntkasymptotics.special.Chebyshev;

/**
 * The Matérn function k(z) = 2^{1−ν}/Γ(ν) z^ν K_ν(z) of any smoothness ν by short polynomials.
 *
 * <p>Formula: with t = z²/4, ν = m + δ, |δ| ≤ ½ and ℓ(t) = (t^δ − 1)/δ (log t for δ = 0), k = A(t)
 * + t^m ℓ(t) B(t) for z ≤ 2, A and B entire: B = ∓(πδ/sin πδ)/(Γ(ν)Γ(ν+1)) ₀F₁(; ν+1; t), and A is
 * what remains. Beyond, a Chebyshev series for z ≤ 8, and then k = e^{−z} z^{ν−½} P(1/z). At ν = p
 * + ½ all that is e^{−z} Σ_{i ≤ p} p! (2p−i)!/((2p)! i! (p−i)!) (2z)^i. Source: DLMF 10.27.4,
 * 10.25.2, 10.49.12, with the poles of the two series combined as in {@link PowerProfile}. Domain:
 * 0 &lt; ν ≤ 10. Special values: 1 at z = 0. Error: 32 ulp of 1, asserted against 40 digits by
 * {@code MaternTest}.
 */
public final class MaternProfile {
  static final double LARGEST = 10;

  /** Up to this z the two polynomials of z²/4. */
  public static final double NEAR = 2;

  /** Up to this z the series in z, beyond it the one in 1/z. */
  public static final double FAR = 8;

  /** Beyond this z, k is 0 in double precision, whatever stands before e^−z. */
  public static final double VANISHING = 1000;

  private static final int TERMS = 20;
  private static final int MIDDLE_TERMS = 36;
  private static final int FAR_TERMS = 28;

  private final double smoothness;
  private final int order;
  private final BoxCox logarithm;
  private final double[] near;
  private final double[] singular;
  private final double[] middle;
  private final double[] far;
  private final double[] closed;

  MaternProfile(double smoothness) {
    if (!(smoothness > 0 && smoothness <= LARGEST)) {
      throw new IllegalArgumentException(
          "smoothness must be positive and at most " + LARGEST + "; got " + smoothness);
    }
    this.smoothness = smoothness;
    order = (int) Math.floor(smoothness + 0.5);
    double delta = smoothness - order;
    logarithm = new BoxCox(delta, order == 0 ? -1 / delta : 0);
    singular = Chebyshev.powers(x -> singularPart((x + 1) / 2), TERMS);
    near =
        Chebyshev.powers(
            x -> {
              double t = (x + 1) / 2;
              double singularity = Math.pow(t, order) * logarithm.of(t) * singularPart(t);
              return plain(2 * Math.sqrt(t)) - singularity;
            },
            TERMS);
    middle = Chebyshev.series(x -> plain(5 + 3 * x), MIDDLE_TERMS);
    far = Chebyshev.series(x -> tailPart(16 / (x + 1)), FAR_TERMS);
    closed =
        smoothness - 0.5 == Math.rint(smoothness - 0.5) ? closedForm(order - 1) : new double[0];
  }

  /** Coefficients of the polynomial before e^−z at ν = p + ½. */
  private static double[] closedForm(int p) {
    double[] powers = new double[p + 1];
    powers[0] = 1;
    for (int i = 0; i < p; i++) {
      powers[i + 1] = powers[i] * 2 * (p - i) / ((2.0 * p - i) * (i + 1));
    }
    return powers;
  }

  private double scaled(double z) {
    return BesselK.scaled(smoothness, z);
  }

  /** 2^{1−ν}/Γ(ν). */
  private double factor() {
    return Math.pow(2, 1 - smoothness) / Gamma.gamma(smoothness);
  }

  /** k(z) by the integral. */
  private double plain(double z) {
    return Math.exp(-z) * Math.pow(z, smoothness) * factor() * scaled(z);
  }

  private double tailPart(double z) {
    return factor() * Math.sqrt(z) * scaled(z);
  }

  private double singularPart(double t) {
    double poles = smoothness == order ? 1 : Math.PI * delta() / Math.sin(Math.PI * delta());
    double term = (order % 2 == 0 ? -1 : 1) * poles;
    double sum = 0;
    for (int k = 1; Math.abs(term) > 1e-20; k++) {
      sum += term;
      term *= t / (k * (smoothness + k));
    }
    return sum / (Gamma.gamma(smoothness) * Gamma.gamma(smoothness + 1));
  }

  /** k(z), z = {@code argument} ≥ 0. */
  public double at(double argument) {
    double z = Math.min(argument, VANISHING);
    if (isClosed()) {
      return Math.exp(-z) * Chebyshev.at(closed, z);
    }
    if (z > FAR) {
      return Math.exp((smoothness - 0.5) * Math.log(z) - z) * Chebyshev.ofSeries(far, 16 / z - 1);
    }
    if (z > NEAR) {
      return Chebyshev.ofSeries(middle, (z - 5) / 3);
    }
    double t = z * z / 4;
    double power = 1;
    for (int k = 0; k < order; k++) {
      power *= t;
    }
    return Chebyshev.at(near, 2 * t - 1)
        + power * logarithm.of(t) * Chebyshev.at(singular, 2 * t - 1);
  }

  /** ν. */
  public double smoothness() {
    return smoothness;
  }

  /** m. */
  public int order() {
    return order;
  }

  /** δ, never 0. */
  public double delta() {
    return logarithm.delta();
  }

  /** ℓ; at 0 as it enters: −1/δ where m = 0; where m &gt; 0 the factor t^m makes it vanish. */
  public BoxCox logarithm() {
    return logarithm;
  }

  /** Whether ν is half an odd number, so that k = e^−z times a polynomial of z. */
  public boolean isClosed() {
    return closed.length > 0;
  }

  /** A copy of that polynomial's coefficients, the constant first; none where it is not closed. */
  public double[] closed() {
    return closed.clone();
  }

  /** Copies of the coefficients of A and B (powers of 2t − 1) and of the two series beyond. */
  public double[][] coefficients() {
    return new double[][] {near.clone(), singular.clone(), middle.clone(), far.clone()};
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaternProfile profile && profile.smoothness == smoothness;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(smoothness);
  }

  @Override
  public String toString() {
    return "smoothness=" + smoothness;
  }
}
