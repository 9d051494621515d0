package org.ntkasymptotics.krylov;

import java.util.Arrays;

/**
 * The number N(λ) of eigenvalues above λ: known where eigenvalues are, below them estimated from
 * probes, with standard errors.
 *
 * @param lambda descending, positive, the known eigenvalues first
 * @param count N at λ, half of a node's own weight included; strictly ascending
 * @param error one standard error, of probes and of the place within a node; 0 where eigenvalues
 *     are known. Of probes: their scatter or √(2 k (1 − k/M)/P) for k eigenvalues counted by P of
 *     them, the larger, since the scatter of a few is small by chance
 * @param order M
 */
public record CountingFunction(double[] lambda, double[] count, double[] error, int order) {

  /**
   * From quadrature.
   *
   * @param targets number of start vectors that are no probes
   * @param leading number of eigenvalues that are known
   * @param usable number of nodes above rounding
   */
  static CountingFunction of(RitzValues ritz, int targets, int leading, int order, int usable) {
    int probes = ritz.components().length - targets;
    double[] lambda = new double[usable];
    double[] count = new double[usable];
    double[] error = new double[usable];
    double[] sums = new double[probes];
    for (int j = 0; j < usable; j++) {
      lambda[j] = ritz.values()[j];
      count[j] = j + 0.5;
      if (j < leading) {
        continue;
      }
      double mean = 0;
      double square = 0;
      for (int l = 0; l < probes; l++) {
        double c = ritz.components()[targets + l][j];
        double here = sums[l] + c * c / 2;
        sums[l] += c * c;
        mean += here;
        square += here * here;
      }
      mean /= probes;
      double scatter = Math.max(0, square / probes - mean * mean) / Math.max(1, probes - 1);
      count[j] = leading + mean;
      double weight = j > 0 ? count[j] - count[j - 1] : 0;
      // Within a node's weight the eigenvalues may lie anywhere: 1/√12 of it.
      double expected = 2 * mean * Math.max(0, 1 - mean / (order - leading)) / probes;
      error[j] = Math.sqrt(Math.max(scatter, expected) + weight * weight / 12);
    }
    return new CountingFunction(lambda, count, error, order);
  }

  /** Only as far as N is at most so much. */
  public CountingFunction upTo(int most) {
    int size = 0;
    while (size < count.length && count[size] <= most) {
      size++;
    }
    return new CountingFunction(
        Arrays.copyOf(lambda, size), Arrays.copyOf(count, size), Arrays.copyOf(error, size), order);
  }

  /** λ where N is so much, on straight lines between nodes in ln λ and ln N. */
  double lambdaAt(double n) {
    int low = 1;
    int high = count.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (count[middle] >= n) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (!(count[low] > count[low - 1])) {
      return lambda[low];
    }
    double slope = Math.log(lambda[low] / lambda[low - 1]) / Math.log(count[low] / count[low - 1]);
    return lambda[low - 1] * Math.exp(slope * Math.log(n / count[low - 1]));
  }

  /** N(λ) on the same lines. */
  public double at(double value) {
    return LogInterpolation.at(value, lambda, count, 1);
  }

  /** The largest n below which no node counts for more than this share of all before it. */
  int lastIndex(double share) {
    int j = 1;
    while (j < count.length && (count[j] - count[j - 1] <= Math.max(1.5, share * count[j]))) {
      j++;
    }
    return (int) Math.floor(Math.min(count[j - 1], order - 1.0));
  }
}
