package org.ntkasymptotics.data;

import org.ntkasymptotics.random.RandomStream;

/**
 * The uniform density on the cube [−side/2, side/2]^d.
 *
 * @param dimension d ≥ 1
 * @param side &gt; 0
 */
public record UniformCubeDensity(int dimension, double side) implements SampledDensity {

  public UniformCubeDensity {
    Checks.atLeast("dimension", 1, dimension);
    Checks.positive("side", side);
  }

  @Override
  public double logDensity(double[] x) {
    for (double v : x) {
      if (!(Math.abs(v) <= side / 2)) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    return -dimension * Math.log(side);
  }

  @Override
  public double[] sample(RandomStream stream) {
    double[] x = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      x[j] = side * (stream.nextUniform() - 0.5);
    }
    return x;
  }
}
