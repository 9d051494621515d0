package org.ntkasymptotics.config;

import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Distribution;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.random.Seeds;

/**
 * The points.
 *
 * @param distribution where they come from
 * @param samples M ≥ 2; for stored points also {@link Distribution#ALL}
 */
public record DataConfig(Distribution distribution, int samples) {

  /** M unless said otherwise. */
  public static final int DEFAULT_SAMPLES = 2000;

  /** The paper's kind of data: eight clusters in the plane. */
  static final GaussianMixture DEFAULT_MIXTURE =
      new GaussianMixture(2, GaussianMixture.DEFAULT_CLUSTERS, 1.0, 0.5);

  /** Checks M. */
  public DataConfig {
    boolean all = distribution.isStored() && samples == Distribution.ALL;
    if (samples < 2 && !all) {
      throw new IllegalArgumentException("samples (M) must be at least 2, is " + samples);
    }
  }

  /** Draws them. */
  public Dataset draw(Seeds seeds) {
    return distribution.draw(samples, seeds);
  }
}
