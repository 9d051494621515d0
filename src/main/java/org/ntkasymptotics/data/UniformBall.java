package org.ntkasymptotics.data;

import org.ntkasymptotics.random.Seeds;

/**
 * Uniform on the ball |x| ≤ radius in R^d.
 *
 * @param dimension d ≥ 1
 * @param radius &gt; 0
 */
public record UniformBall(int dimension, double radius) implements Distribution {

  public UniformBall {
    Checks.atLeast("dimension", 1, dimension);
    Checks.positive("radius", radius);
  }

  @Override
  public Dataset draw(int samples, Seeds seeds) {
    SampledDensity density = new UniformBallDensity(dimension, radius);
    return Dataset.of(this, density, Checks.samples(samples), seeds);
  }
}
