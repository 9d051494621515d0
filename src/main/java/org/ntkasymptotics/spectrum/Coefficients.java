package org.ntkasymptotics.spectrum;

/**
 * Coefficients c = Vᵀ δf / √M of an initial error in the eigenbasis, in the order of the spectrum:
 * Σ cₙ² = (1/M) Σ δf² = 2 L(0).
 *
 * @param values length M
 */
public record Coefficients(double[] values) {

  /** sₙ = Σ_{k ≥ n} c_k², length M, summed from the smallest index upwards at the far end. */
  public double[] partialSums() {
    double[] sums = new double[values.length];
    double sum = 0;
    for (int n = values.length - 1; n >= 0; n--) {
      sum += values[n] * values[n];
      sums[n] = sum;
    }
    return sums;
  }
}
