package org.ntkasymptotics.data;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * A mixture of Gaussians with random centres: centres from N(0, spread² I), stream "data/centres";
 * every component N(centre, width² I) with equal weight, points from stream "data/points".
 *
 * @param dimension d ≥ 1
 * @param clusters number of components ≥ 1
 * @param spread standard deviation of the centres ≥ 0; 0 puts all of them at the origin
 * @param width standard deviation of a component &gt; 0
 */
public record GaussianMixture(int dimension, int clusters, double spread, double width)
    implements Distribution {

  /** Components unless said otherwise. */
  public static final int DEFAULT_CLUSTERS = 8;

  public GaussianMixture {
    Checks.atLeast("dimension", 1, dimension);
    Checks.atLeast("clusters", 1, clusters);
    Checks.notNegative("spread", spread);
    Checks.positive("width", width);
  }

  /** The density for the centres that this root seed gives. */
  public MixtureDensity density(Seeds seeds) {
    RandomStream stream = seeds.stream("data/centres");
    RowMatrix centres = RowMatrix.zeros(clusters, dimension);
    double[] c = centres.array();
    for (int i = 0; i < c.length; i++) {
      c[i] = spread * stream.nextGaussian();
    }
    return MixtureDensity.ofEqual(centres, width);
  }

  @Override
  public Dataset draw(int samples, Seeds seeds) {
    return Dataset.of(this, density(seeds), Checks.samples(samples), seeds);
  }
}
