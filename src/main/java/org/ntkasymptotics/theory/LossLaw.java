package org.ntkasymptotics.theory;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * L(t) ≈ C t^−ξ under gradient flow.
 *
 * <p>Source: theory, section 5; equations (9), (25) and, corrected, (27) of Velikanov and Yarotsky.
 *
 * @param xi ξ
 * @param c C
 * @param caveats what to know before trusting it
 */
public record LossLaw(double xi, Constant c, List<String> caveats) implements PowerLaw {

  /**
   * The loss that the two other laws imply: ξ = κ/ν and C = (S/2) Γ(1+ξ) 2^−ξ with S = K Λ^−ξ.
   *
   * <p>Source: equation (9); theory, section 5. It holds for any spectrum, whatever made it.
   *
   * @param nu ν &gt; 0 of λₙ ≈ Λ n^−ν
   * @param lambda Λ &gt; 0
   * @param kappa κ &gt; 0 of sₙ ≈ K n^−κ
   * @param k K &gt; 0
   */
  public static LossLaw ofSpectrum(double nu, double lambda, double kappa, double k) {
    double xi = kappa / nu;
    double c = 0.5 * k * Math.pow(2 * lambda, -xi) * Gamma.gamma(1 + xi);
    return new LossLaw(
        xi, new Constant.Known(c, 0, "from the laws of eigenvalues and sums"), List.of());
  }

  @Override
  public String quantity() {
    return "loss";
  }

  @Override
  public String formula() {
    return "L(t) ≈ C t^−ξ";
  }

  @Override
  public String exponentSymbol() {
    return "ξ";
  }

  @Override
  public double exponent() {
    return xi;
  }

  @Override
  public String constantSymbol() {
    return "C";
  }

  @Override
  public Constant constant() {
    return c;
  }

  /** L(t) for time t > 0. */
  @Override
  public double at(double t) {
    return c.value().orElse(Double.NaN) * Math.pow(t, -xi);
  }
}
