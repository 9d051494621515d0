package org.ntkasymptotics.theory;

/**
 * Where the laws can be expected to hold for M points in d dimensions.
 *
 * <p>Source: theory, section 9: n from n_pre = 30, 100, 300, 20000 (d = 1, 2, 3, ≥ 4; measured) to
 * 0.02 M/(b ω) for the bare eigenvalue law, to 0.5 M after division by F; times where n*(t) = (2 Λ
 * t)^{1/ν} lies between n_pre and the share of M at which R_ξ has fallen to 0.95. A window is empty
 * (see {@link Range#isEmpty}) when M is too small for it.
 *
 * @param eigenvalues indices n for the bare λₙ law
 * @param correctedEigenvalues indices n for λₙ / F and sₙ / U
 * @param partialSums indices n for the bare sₙ law
 * @param times times t for the bare loss law
 * @param correctedTimes times t for the loss with R_ξ, to where half of the bare law is left
 */
public record ValidityWindow(
    Range eigenvalues,
    Range correctedEigenvalues,
    Range partialSums,
    Range times,
    Range correctedTimes) {

  /**
   * A closed range.
   *
   * @param low lower end
   * @param high upper end; the range is empty if it is not larger than {@code low}
   */
  public record Range(double low, double high) {

    /** Whether no value lies inside. */
    public boolean isEmpty() {
      return !(low < high);
    }

    /** Whether a value lies inside. */
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }
}
