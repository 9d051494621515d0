package org.ntkasymptotics.spectrum;

/**
 * Eigenvalues of (1/M)·Θ(xᵢ, xⱼ), largest first, index n from 0.
 *
 * @param values length M, descending
 */
public record Spectrum(double[] values) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the values are not descending
   */
  public Spectrum {
    for (int n = 1; n < values.length; n++) {
      if (!(values[n] <= values[n - 1])) {
        throw new IllegalArgumentException("eigenvalue " + n + " is larger than its predecessor");
      }
    }
  }

  /** M. */
  public int size() {
    return values.length;
  }
}
