package org.ntkasymptotics.krylov;

import java.util.Arrays;
import org.ntkasymptotics.random.RandomStream;

/**
 * The number N(λ) of eigenvalues above λ: known where eigenvalues are, below them estimated from
 * probes.
 *
 * <p>At a node of the quadrature the weights of all nodes above it and half of its own are the
 * count but for an error with the period of the block: each of its p start vectors has one heavy
 * node in a round of p. Geometric means over rounds are free of it, and leave of a smooth count its
 * curvature within a round. Probes of random signs count the k eigenvalues of a projection P with
 * the variance 2 (k − Σ Pᵢᵢ²) ≤ 2 k (1 − k/M), and for several such numbers 2 diag(k) − 2 k kᵀ/M
 * bounds the covariance: the count errs like a Brownian bridge at most. Asserted by {@code
 * KrylovSpectrumTest} and {@code KrylovCoverageTest}.
 *
 * @param lambda descending, positive, the known eigenvalues first
 * @param count N at λ, half of an eigenvalue's own included; strictly ascending
 * @param coarseness W²/(12 N) for rounds of W eigenvalues, the most that a count is wrong by its
 *     place; 0 where eigenvalues are known
 * @param known number of eigenvalues that are known
 * @param order M
 * @param probes P
 */
public record CountingFunction(
    double[] lambda, double[] count, double[] coarseness, int known, int order, int probes) {

  /**
   * From quadrature.
   *
   * @param targets number of start vectors that are no probes
   * @param known number of eigenvalues that are known
   * @param usable number of nodes above rounding
   */
  static CountingFunction of(RitzValues ritz, int targets, int known, int order, int usable) {
    int probes = ritz.components().length - targets;
    int width = Math.min(ritz.components().length, usable - known);
    int rounds = width > 0 ? usable - known - width + 1 : 0;
    double[] lambda = Arrays.copyOf(ritz.values(), known + rounds);
    double[] count = new double[known + rounds];
    double[] coarseness = new double[known + rounds];
    for (int j = 0; j < known; j++) {
      count[j] = j + 0.5;
    }
    double[] above = new double[usable - known + 1];
    for (int j = known; j < usable; j++) {
      above[j - known + 1] = above[j - known] + weight(ritz, targets, j);
    }
    for (int r = 0; r < rounds; r++) {
      double place = 0;
      double number = 0;
      for (int j = r; j < r + width; j++) {
        place += Math.log(ritz.values()[known + j]) / width;
        number += Math.log(known + (above[j] + above[j + 1]) / 2) / width;
      }
      double inRound = above[r + width] - above[r];
      lambda[known + r] = Math.exp(place);
      count[known + r] = Math.exp(number);
      coarseness[known + r] = inRound * inRound / (12 * count[known + r]);
    }
    return new CountingFunction(lambda, count, coarseness, known, order, probes);
  }

  /** What a node counts for: the mean of the probes' squares. */
  private static double weight(RitzValues ritz, int targets, int node) {
    double sum = 0;
    for (int l = targets; l < ritz.components().length; l++) {
      sum += ritz.components()[l][node] * ritz.components()[l][node];
    }
    return sum / (ritz.components().length - targets);
  }

  /** One standard error at every λ, of probes and of places. */
  public double[] error() {
    double[] error = new double[count.length];
    for (int j = known; j < error.length; j++) {
      double k = count[j] - known;
      double ofProbes = 2 * k * Math.max(0, 1 - k / order) / probes;
      error[j] = Math.sqrt(ofProbes + coarseness[j] * coarseness[j] / 3);
    }
    return error;
  }

  /**
   * The count as other probes might have given it: a Brownian bridge beside it, and all places
   * wrong by the same share of what they can be.
   */
  CountingFunction drawn(RandomStream random) {
    double[] walk = new double[count.length];
    double at = known;
    double value = 0;
    for (int j = known; j < walk.length; j++) {
      value += step(count[j] - at, random);
      at = count[j];
      walk[j] = value;
    }
    double end = value + step(Math.max(0, order + known - at), random);
    double place = 2 * random.nextUniform() - 1;
    double[] drawn = count.clone();
    for (int j = known; j < walk.length; j++) {
      double error = walk[j] - (count[j] - known) / order * end + place * coarseness[j];
      double least = j > 0 ? Math.nextUp(drawn[j - 1]) : Double.MIN_NORMAL;
      drawn[j] = Math.max(least, count[j] + error);
    }
    return new CountingFunction(lambda, drawn, coarseness, known, order, probes);
  }

  private double step(double eigenvalues, RandomStream random) {
    return Math.sqrt(2 * eigenvalues / probes) * random.nextGaussian();
  }

  /** Only as far as N is at most so much. */
  public CountingFunction upTo(int most) {
    int size = 0;
    while (size < count.length && count[size] <= most) {
      size++;
    }
    return new CountingFunction(
        Arrays.copyOf(lambda, size),
        Arrays.copyOf(count, size),
        Arrays.copyOf(coarseness, size),
        Math.min(known, size),
        order,
        probes);
  }

  /** λ where N is so much, on straight lines between places in ln λ and ln N. */
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

  /** The largest n below which places are wrong by no more than a share of the count. */
  int lastIndex(double share) {
    int j = 1;
    while (j < count.length && coarseness[j] <= share * count[j]) {
      j++;
    }
    return (int) Math.floor(Math.min(count[j - 1], order - 1.0));
  }
}
