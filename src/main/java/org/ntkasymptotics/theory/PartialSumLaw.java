package org.ntkasymptotics.theory;

import java.util.List;

/**
 * sₙ = Σ_{k ≥ n} c_k² ≈ K n^−κ.
 *
 * <p>Source: theory, section 5; equation (26) of Velikanov and Yarotsky. κ = ξ ν, K = S Λ^ξ with s
 * ≈ S λ^ξ.
 *
 * @param kappa κ
 * @param k K
 * @param caveats what to know before trusting it
 */
public record PartialSumLaw(double kappa, Constant k, List<String> caveats) implements PowerLaw {

  @Override
  public String quantity() {
    return "partial sums";
  }

  @Override
  public String formula() {
    return "sₙ ≈ K n^−κ";
  }

  @Override
  public String exponentSymbol() {
    return "κ";
  }

  @Override
  public double exponent() {
    return kappa;
  }

  @Override
  public String constantSymbol() {
    return "K";
  }

  @Override
  public Constant constant() {
    return k;
  }

  /** sₙ for index n > 0. */
  @Override
  public double at(double n) {
    return k.value().orElse(Double.NaN) * Math.pow(n, -kappa);
  }
}
