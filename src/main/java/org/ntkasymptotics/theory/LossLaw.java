package org.ntkasymptotics.theory;

import java.util.List;

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
