package org.ntkasymptotics.data;

import org.ntkasymptotics.random.Seeds;

/**
 * Where points come from: a spec, a plain value that says everything needed to draw them again.
 *
 * <p>The same spec, number of samples and root seed give the same bits on any machine; what is
 * drawn comes from the streams whose names start with "data/".
 */
public sealed interface Distribution
    permits GaussianMixture, UniformBall, UniformSphere, UniformCube, PointsFile, MnistDigits {

  /** As number of samples: every point of the files. */
  int ALL = 0;

  /** d, the length of a point. */
  int dimension();

  /** Whether the points lie in files: then there are only so many, and {@link #ALL} means them. */
  default boolean isStored() {
    return false;
  }

  /**
   * Draws points.
   *
   * @param samples M ≥ 2
   */
  Dataset draw(int samples, Seeds seeds);
}
