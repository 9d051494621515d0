package org.ntkasymptotics.data;

import org.ntkasymptotics.random.Seeds;

/**
 * Uniform on the cube [−side/2, side/2]^d.
 *
 * @param dimension d ≥ 1
 * @param side &gt; 0
 */
public record UniformCube(int dimension, double side) implements Distribution {

  public UniformCube {
    Checks.atLeast("dimension", 1, dimension);
    Checks.positive("side", side);
  }

  @Override
  public Dataset draw(int samples, Seeds seeds) {
    SampledDensity density = new UniformCubeDensity(dimension, side);
    return Dataset.of(this, density, Checks.samples(samples), seeds);
  }
}
