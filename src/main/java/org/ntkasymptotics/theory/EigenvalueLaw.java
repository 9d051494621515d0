package org.ntkasymptotics.theory;

import java.util.List;

/**
 * λₙ ≈ Λ (n + ½)^−ν, the eigenvalues of the operator that the sample matrix Θ/M approximates.
 *
 * <p>Source: theory, sections 0 and 3; equations (19) and (24) of Velikanov and Yarotsky. ν = 1 +
 * α/d, Λ = ⟨γ μ^{−α/(d+α)}⟩^ν.
 *
 * @param nu ν
 * @param lambda Λ
 * @param omega ω = ⟨u²⟩/⟨u⟩² of the local values u = γ_x μ^{−α/(d+α)}: how uneven the density is (1
 *     if it is uniform, infinite for Gaussian tails if d ≤ α); it scales the first finite-M
 *     correction 1 + b ω n/M
 * @param caveats what to know before trusting it
 */
public record EigenvalueLaw(double nu, Constant lambda, double omega, List<String> caveats)
    implements PowerLaw {

  @Override
  public String quantity() {
    return "eigenvalues";
  }

  @Override
  public String formula() {
    return "λₙ ≈ Λ (n + ½)^−ν";
  }

  @Override
  public String exponentSymbol() {
    return "ν";
  }

  @Override
  public double exponent() {
    return nu;
  }

  @Override
  public String constantSymbol() {
    return "Λ";
  }

  @Override
  public Constant constant() {
    return lambda;
  }

  /** λₙ for index n ≥ 0. */
  @Override
  public double at(double n) {
    return lambda.value().orElse(Double.NaN) * Math.pow(n + 0.5, -nu);
  }
}
