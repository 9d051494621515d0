package org.ntkasymptotics.data;

import org.ntkasymptotics.random.RandomStream;

/**
 * The uniform density on the ball |x| ≤ radius: 1/(V_d radius^d), V_d = π^(d/2)/Γ(d/2 + 1).
 *
 * @param dimension d ≥ 1
 * @param radius &gt; 0
 */
public record UniformBallDensity(int dimension, double radius) implements SampledDensity {

  public UniformBallDensity {
    Checks.atLeast("dimension", 1, dimension);
    Checks.positive("radius", radius);
  }

  @Override
  public double logDensity(double[] x) {
    return norm2(x) <= radius * radius
        ? -logUnitVolume(dimension) - dimension * Math.log(radius)
        : Double.NEGATIVE_INFINITY;
  }

  /** log V_d by V_d = (2π/d) V_{d−2}, V_0 = 1, V_1 = 2; error below d ulp. */
  static double logUnitVolume(int dimension) {
    double log = dimension % 2 == 0 ? 0 : Math.log(2);
    for (int k = dimension; k > 1; k -= 2) {
      log += Math.log(2 * Math.PI / k);
    }
    return log;
  }

  @Override
  public double[] sample(RandomStream stream) {
    while (true) {
      double[] x = direction(dimension, stream);
      double r = radius * StrictMath.pow(stream.nextUniform(), 1.0 / dimension);
      for (int j = 0; j < x.length; j++) {
        x[j] *= r;
      }
      // Rounding may put a point a few ulp outside, where the density is zero.
      if (norm2(x) <= radius * radius) {
        return x;
      }
    }
  }

  /** A point uniform on the unit sphere of R^d. */
  static double[] direction(int dimension, RandomStream stream) {
    double[] x = new double[dimension];
    double norm2;
    do {
      for (int j = 0; j < dimension; j++) {
        x[j] = stream.nextGaussian();
      }
      norm2 = norm2(x);
    } while (norm2 == 0);
    double norm = Math.sqrt(norm2);
    for (int j = 0; j < dimension; j++) {
      x[j] /= norm;
    }
    return x;
  }

  private static double norm2(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }
}
