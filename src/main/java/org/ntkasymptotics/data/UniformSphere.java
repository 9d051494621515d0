package org.ntkasymptotics.data;

import java.util.Optional;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * Uniform on the sphere |x| = radius in R^d, a set of dimension d − 1: no density on R^d, so the
 * laws for a density on R^d do not apply (those for a manifold of dimension d − 1 do).
 *
 * @param dimension d ≥ 2, of the space around the sphere
 * @param radius &gt; 0
 */
public record UniformSphere(int dimension, double radius) implements Distribution {

  public UniformSphere {
    Checks.atLeast("dimension of a sphere's space", 2, dimension);
    Checks.positive("radius", radius);
  }

  @Override
  public Dataset draw(int samples, Seeds seeds) {
    RandomStream stream = seeds.stream(Dataset.POINTS_STREAM);
    RowMatrix points = RowMatrix.zeros(Checks.samples(samples), dimension);
    double[] values = points.array();
    for (int i = 0; i < samples; i++) {
      double[] x = UniformBallDensity.direction(dimension, stream);
      for (int j = 0; j < dimension; j++) {
        values[i * dimension + j] = radius * x[j];
      }
    }
    return new Dataset(points, Optional.empty(), Optional.of(this));
  }
}
