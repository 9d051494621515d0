package org.ntkasymptotics.data;

import java.util.Optional;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/**
 * Points and, where they are known, the density and the distribution they were drawn from.
 *
 * @param points (M, d)
 * @param density μ; empty where it is unknown (files) or does not exist (a sphere)
 * @param distribution the spec that drew the points; empty for points handed over as numbers
 * @param labels the class of each point; empty where points have none
 */
public record Dataset(
    RowMatrix points,
    Optional<Density> density,
    Optional<Distribution> distribution,
    Optional<Labels> labels) {
  static final String POINTS_STREAM = "data/points";

  public Dataset {
    if (density.isPresent() && density.get().dimension() != points.columns()) {
      throw new IllegalArgumentException(
          "points have "
              + points.columns()
              + " coordinates, their density has "
              + density.get().dimension());
    }
    if (labels.isPresent() && labels.get().count() != points.rows()) {
      throw new IllegalArgumentException(
          points.rows() + " points need as many labels, got " + labels.get().count());
    }
  }

  /** Points without labels. */
  public Dataset(RowMatrix points, Optional<Density> density, Optional<Distribution> distribution) {
    this(points, density, distribution, Optional.empty());
  }

  /** Points of known density, drawn elsewhere. */
  public Dataset(RowMatrix points, Optional<Density> density) {
    this(points, density, Optional.empty());
  }

  /** Points of which nothing else is known. */
  public static Dataset of(RowMatrix points) {
    return new Dataset(points, Optional.empty(), Optional.empty());
  }

  /** Fresh points of a density. */
  static Dataset of(Distribution spec, SampledDensity density, int samples, Seeds seeds) {
    RowMatrix points = density.sample(samples, seeds.stream(POINTS_STREAM));
    return new Dataset(points, Optional.of(density), Optional.of(spec));
  }

  /** M. */
  public int samples() {
    return points.rows();
  }

  /** d. */
  public int dimension() {
    return points.columns();
  }

  /** Whether the points lie on a sphere, so that no density on R^d exists. */
  public boolean isOnSphere() {
    return distribution.isPresent() && distribution.get() instanceof UniformSphere;
  }

  /** The points with these indices, in that order; density and distribution stay. */
  public Dataset select(int[] indices) {
    return new Dataset(
        points.selectRows(indices), density, distribution, labels.map(l -> l.select(indices)));
  }

  /**
   * Indices of one of several disjoint parts that together are everything: part, part + parts, part
   * + 2 parts, … Points drawn independently stay independent, and a file sorted by class is spread
   * evenly.
   *
   * @param part 0 … parts − 1
   * @param parts 1 … M
   */
  public int[] partIndices(int part, int parts) {
    if (parts < 1 || parts > samples() || part < 0 || part >= parts) {
      throw new IllegalArgumentException(
          "part " + part + " of " + parts + " of " + samples() + " points does not exist");
    }
    int[] indices = new int[(samples() - part - 1) / parts + 1];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = part + i * parts;
    }
    return indices;
  }

  /** One of several disjoint parts, as {@link #partIndices}. */
  public Dataset part(int part, int parts) {
    return select(partIndices(part, parts));
  }
}
