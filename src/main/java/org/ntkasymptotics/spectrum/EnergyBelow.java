package org.ntkasymptotics.spectrum;

import java.util.Arrays;

/**
 * s(λ) = Σ_{λₙ &lt; λ} cₙ², the error's energy in the modes below λ: a step function, which follows
 * S λ^ξ where sₙ follows K n^−κ, but free of the eigenvalues' own finite-sample error (theory
 * notes, section 9).
 *
 * @param lambda between neighbouring distinct positive eigenvalues, at their geometric mean;
 *     ascending, length at most M − 1
 * @param energy s there
 */
public record EnergyBelow(double[] lambda, double[] energy) {

  /**
   * Of a spectrum and coefficients in its order; eigenvalues at the round-off floor give no place.
   */
  public static EnergyBelow of(Spectrum spectrum, Coefficients coefficients) {
    Checks.sameLength("eigenvalues", spectrum.size(), "coefficients", coefficients.size());
    double[] values = spectrum.values();
    double[] sums = coefficients.partialSums();
    int usable = spectrum.countAboveFloor();
    double[] lambda = new double[Math.max(0, usable - 1)];
    double[] energy = new double[lambda.length];
    int count = 0;
    for (int n = usable - 1; n >= 1; n--) {
      double between = Math.sqrt(values[n]) * Math.sqrt(values[n - 1]);
      if (between > values[n] && between < values[n - 1]) {
        lambda[count] = between;
        energy[count] = sums[n];
        count++;
      }
    }
    return new EnergyBelow(Arrays.copyOf(lambda, count), Arrays.copyOf(energy, count));
  }
}
