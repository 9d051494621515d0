package org.ntkasymptotics.report;

import java.util.Locale;

/** The laws a run can be compared with. */
public enum Law {
  /** λₙ ≈ Λ (n + ½)^−ν. */
  EIGENVALUES("eigenvalues", "eigenvalues λₙ", "ν", "Λ"),
  /** sₙ ≈ K n^−κ. */
  PARTIAL_SUMS("partialSums", "partial sums sₙ", "κ", "K"),
  /** L(t) ≈ C t^−ξ, the loss that spectrum and coefficients imply. */
  LOSS_SPECTRAL("loss", "loss, spectral", "ξ", "C"),
  /** L(t) ≈ C t^−ξ, the loss of a trained network. */
  LOSS_TRAINED("lossTrained", "loss, trained", "ξ", "C"),
  /** y ≈ C x^−p, any series. */
  SERIES("series", "series", "p", "C");

  private final String key;
  private final String label;
  private final String exponentSymbol;
  private final String constantSymbol;

  Law(String key, String label, String exponentSymbol, String constantSymbol) {
    this.key = key;
    this.label = label;
    this.exponentSymbol = exponentSymbol;
    this.constantSymbol = constantSymbol;
  }

  /** Key under {@code laws} in {@code summary.json}. */
  public String key() {
    return key;
  }

  /** In tables. */
  public String label() {
    return label;
  }

  /** The exponent's letter. */
  public String exponentSymbol() {
    return exponentSymbol;
  }

  /** The constant's letter. */
  public String constantSymbol() {
    return constantSymbol;
  }

  /**
   * In files: {@code eigenvalues}, {@code partial-sums}, {@code loss-spectral}, {@code
   * loss-trained}.
   */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
