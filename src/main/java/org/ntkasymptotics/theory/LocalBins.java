package org.ntkasymptotics.theory;

import java.util.Map;
import java.util.TreeMap;

/**
 * A distribution of local Λ in narrow logarithmic bins: a weight and the mean logarithm of each.
 *
 * <p>Replacing the members of a bin of width δ = 0.02 by their mean changes smooth sums by δ²/24 of
 * their second logarithmic derivative, below 1e-4.
 *
 * @param logLambda ascending
 * @param weight same length
 */
record LocalBins(double[] logLambda, double[] weight) {
  private static final double WIDTH = 0.02;

  static LocalBins of(double[] logLambda, double[] weight) {
    Map<Long, double[]> bins = new TreeMap<>();
    for (int i = 0; i < weight.length; i++) {
      if (weight[i] > 0) {
        double[] bin =
            bins.computeIfAbsent((long) Math.floor(logLambda[i] / WIDTH), key -> new double[2]);
        bin[0] += weight[i];
        bin[1] += weight[i] * logLambda[i];
      }
    }
    double[] centres = bins.values().stream().mapToDouble(b -> b[1] / b[0]).toArray();
    double[] weights = bins.values().stream().mapToDouble(b -> b[0]).toArray();
    return new LocalBins(centres, weights);
  }
}
