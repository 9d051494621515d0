package org.ntkasymptotics.krylov;

import org.ntkasymptotics.spectrum.Coefficients;

/**
 * The energy s(λ) = Σ c² that a residual has below λ, beyond the known eigenvalues.
 *
 * <p>Of a round of p nodes one is heavy with the residual, and there the energy below it and half
 * of its own is right to second order in what the round holds; the others, heavy with other start
 * vectors, lie anywhere within. So every p successive nodes are taken as one, at the mean of ln λ
 * by their weights, with half of what all of them hold. Asserted by {@code KrylovSpectrumTest}.
 *
 * @param lambda descending, positive; first the known eigenvalues
 * @param energy s there, half of a node's own included; descending
 * @param coarseness r²/12 for rounds over which ln s falls by r, the most that s is wrong by its
 *     place, relative; 0 where eigenvalues are known
 * @param known number of eigenvalues that are known
 */
record EnergyFunction(double[] lambda, double[] energy, double[] coarseness, int known) {

  /**
   * From quadrature.
   *
   * @param target number of the start vector
   * @param usable number of nodes above rounding
   */
  static EnergyFunction of(RitzValues ritz, int target, int known, int usable) {
    double[] c = ritz.components()[target];
    double[] sums = new Coefficients(c).partialSums();
    int width = Math.min(ritz.components().length, usable - known);
    int rounds = width > 0 ? usable - known - width + 1 : 0;
    double[] lambda = new double[known + rounds];
    double[] energy = new double[known + rounds];
    double[] coarseness = new double[known + rounds];
    for (int j = 0; j < known + rounds; j++) {
      int nodes = j < known ? 1 : width;
      double place = 0;
      double weight = 0;
      for (int k = j; k < j + nodes; k++) {
        place += c[k] * c[k] * Math.log(ritz.values()[k]);
        weight += c[k] * c[k];
      }
      double below = j + nodes < sums.length ? sums[j + nodes] : 0;
      lambda[j] = weight > 0 && j >= known ? Math.exp(place / weight) : ritz.values()[j];
      energy[j] = (sums[j] + below) / 2;
      double fall = Math.log(sums[j] / below);
      coarseness[j] = j < known ? 0 : fall * fall / 12;
    }
    return new EnergyFunction(lambda, energy, coarseness, known);
  }

  /** s(λ) on straight lines between places in ln λ and ln s. */
  double at(double value) {
    return LogInterpolation.at(value, lambda, energy, known);
  }

  /** The most that s(λ) is wrong by the places between which λ lies, relative. */
  double coarsenessAt(double value) {
    int j = known;
    while (j < lambda.length - 1 && lambda[j] > value) {
      j++;
    }
    return j < lambda.length ? coarseness[j] : Double.POSITIVE_INFINITY;
  }
}
