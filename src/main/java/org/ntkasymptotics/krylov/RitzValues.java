package org.ntkasymptotics.krylov;

/**
 * Ritz values θ₁ ≥ θ₂ … of an operator on a Krylov space, with what is known of their vectors.
 *
 * <p>θ with the squares of a start vector's components are nodes and weights of Gauss's quadrature
 * for that vector's spectral measure. Within its residual norm of every θ lies an eigenvalue.
 *
 * @param values θ, length K, largest first
 * @param components [l][j]: start vector l along Ritz vector j
 * @param residualNorms |A u − θ u| of the unit Ritz vectors, length K
 */
public record RitzValues(double[] values, double[][] components, double[] residualNorms) {

  /**
   * Reads what the decomposition carried along.
   *
   * @param rows 2 p of them: the start vectors, then the rows of the coupling to the next block
   */
  static RitzValues of(double[] values, double[][] rows, int p) {
    double[][] components = new double[p][];
    double[] norms = new double[values.length];
    for (int l = 0; l < p; l++) {
      components[l] = rows[l];
    }
    for (int j = 0; j < norms.length; j++) {
      double square = 0;
      for (int l = p; l < 2 * p; l++) {
        square += rows[l][j] * rows[l][j];
      }
      norms[j] = Math.sqrt(square);
    }
    return new RitzValues(values, components, norms);
  }

  /** K. */
  public int size() {
    return values.length;
  }

  /** How many leading values have a residual norm of at most this share of themselves. */
  public int converged(double share) {
    int count = 0;
    while (count < size() && residualNorms[count] <= share * values[count]) {
      count++;
    }
    return count;
  }
}
