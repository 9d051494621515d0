package org.ntkasymptotics.theory;

import java.util.Arrays;

/**
 * A sum of terms that estimates an integral, with its error and the signs by which a heavy tail
 * shows.
 *
 * @param value the sum
 * @param standardError one standard deviation of {@code value}
 * @param largestShare the largest term over the sum; above 2 % of a random sample: distrust
 * @param hillIndex tail index of the terms by Hill's estimate from the √n largest, infinite for
 *     deterministic nodes; at 2 or below the variance, at 1 or below the mean is infinite
 */
public record Estimate(double value, double standardError, double largestShare, double hillIndex) {

  /** Share of one point above which a random average is not to be trusted. */
  public static final double SHARE_LIMIT = 0.02;

  /** Sum of n independent, identically distributed terms ≥ 0. */
  static Estimate ofRandom(double[] terms) {
    int n = terms.length;
    double sum = 0;
    double largest = 0;
    for (double t : terms) {
      sum += t;
      largest = Math.max(largest, t);
    }
    double variance = 0;
    for (double t : terms) {
      variance += (t - sum / n) * (t - sum / n);
    }
    double error = Math.sqrt(variance * n / Math.max(1, n - 1));
    return new Estimate(sum, error, sum > 0 ? largest / sum : 0, hill(terms));
  }

  /** Sum over deterministic nodes, with the sum over a coarser set to judge it by. */
  static Estimate ofDeterministic(double value, double coarse) {
    return new Estimate(value, Math.abs(value - coarse), 0, Double.POSITIVE_INFINITY);
  }

  /** Mean of independent replicates. */
  static Estimate ofReplicates(double[] replicates) {
    double mean = Arrays.stream(replicates).average().orElse(0);
    double variance = 0;
    for (double r : replicates) {
      variance += (r - mean) * (r - mean);
    }
    double n = replicates.length;
    return new Estimate(mean, Math.sqrt(variance / n / (n - 1)), 0, Double.POSITIVE_INFINITY);
  }

  /** This estimate where another, as good a guess, gave something else. */
  Estimate besides(double other) {
    double error = Math.hypot(standardError, value - other);
    return new Estimate(value, error, largestShare, hillIndex);
  }

  /** Standard error over value. */
  double relativeError() {
    return value == 0 ? 0 : standardError / Math.abs(value);
  }

  /** Whether one point dominates. */
  boolean isDistrusted() {
    return largestShare > SHARE_LIMIT;
  }

  private static double hill(double[] terms) {
    int k = (int) Math.sqrt(terms.length);
    if (k < 2 || k >= terms.length) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = terms.clone();
    Arrays.sort(sorted);
    double threshold = sorted[sorted.length - 1 - k];
    double sum = 0;
    for (int i = sorted.length - k; i < sorted.length; i++) {
      sum += Math.log(sorted[i] / threshold);
    }
    return sum > 0 ? k / sum : Double.POSITIVE_INFINITY;
  }
}
