package org.ntkasymptotics.fit;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Series with known exponents, for the tests of this room. */
final class SyntheticSeries {
  private SyntheticSeries() {}

  /** f at n + ½, n &lt; count. */
  static Series ofIndex(int count, DoubleUnaryOperator f) {
    double[] x = IntStream.range(0, count).mapToDouble(n -> n + 0.5).toArray();
    return new Series(
        x, IntStream.range(0, count).mapToDouble(n -> f.applyAsDouble(x[n])).toArray());
  }

  /** f on a logarithmic grid of x. */
  static Series onGrid(double from, double decades, int perDecade, DoubleUnaryOperator f) {
    int points = (int) Math.round(decades * perDecade) + 1;
    double[] x =
        IntStream.range(0, points)
            .mapToDouble(k -> from * Math.pow(10, k / (double) perDecade))
            .toArray();
    return new Series(x, java.util.Arrays.stream(x).map(f).toArray());
  }

  /**
   * C x^−p on a logarithmic grid times e^noise, the noise Gaussian with standard deviation sd and
   * correlation rho between neighbours.
   */
  static Series noisy(
      double c, double p, double decades, int perDecade, double sd, double rho, Random random) {
    Series pure = onGrid(1, decades, perDecade, x -> c * Math.pow(x, -p));
    double[] y = pure.y().clone();
    double noise = random.nextGaussian();
    for (int k = 0; k < y.length; k++) {
      y[k] *= Math.exp(sd * noise);
      noise = rho * noise + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
    return new Series(pure.x(), y);
  }
}
