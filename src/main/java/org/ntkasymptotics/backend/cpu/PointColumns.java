package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.LiftedAngle;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Points (M, d) stored coordinate after coordinate, each array {@link #PAD} longer than M, so that
 * loops may run past the last point by less than one bundle of vectors.
 */
final class PointColumns {
  /** How far loops may run past M; the padding holds zeros. */
  static final int PAD = 32;

  /**
   * Up to this dimension angles come from all 2 × 2 minors, above from chords (in d = 4 the six
   * minors took ten times as long: more than the JIT compiler inlines).
   */
  static final int MINORS_UP_TO = 3;

  final int count;
  final int dimension;
  final double sigmaW;
  final double sigmaB;

  /** Coordinates [k][i], not scaled. */
  final double[][] coordinates;

  /** r = |x̃|. */
  final double[] norms;

  /**
   * x̃/r, d + 1 coordinates [k][i], zero where r = 0; only for {@link #directed} points and for
   * {@link #lifted} ones with d above {@link #MINORS_UP_TO}.
   */
  final double[][] directions;

  private PointColumns(RowMatrix points, double sigmaW, double sigmaB, boolean chords) {
    count = points.rows();
    dimension = points.columns();
    this.sigmaW = sigmaW;
    this.sigmaB = sigmaB;
    coordinates = new double[dimension][count + PAD];
    norms = new double[count + PAD];
    directions = new double[chords ? dimension + 1 : 0][count + PAD];
    for (int i = 0; i < count; i++) {
      double[] x = points.row(i);
      double r = LiftedAngle.norm(x, sigmaW, sigmaB);
      if (!Double.isFinite(r)) {
        throw new IllegalArgumentException(
            "point " + i + " has a coordinate that is not finite or is too large");
      }
      norms[i] = r;
      for (int k = 0; k < dimension; k++) {
        coordinates[k][i] = x[k];
        if (chords && r > 0) {
          directions[k][i] = sigmaW * x[k] / r;
        }
      }
      if (chords && r > 0) {
        directions[dimension][i] = sigmaB / r;
      }
    }
  }

  /**
   * A copy of the points with what their lifted angles need.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static PointColumns lifted(RowMatrix points, double sigmaW, double sigmaB) {
    return new PointColumns(points, sigmaW, sigmaB, points.columns() > MINORS_UP_TO);
  }

  /**
   * A copy of the points with the directions of their lifted forms, whatever the dimension.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static PointColumns directed(RowMatrix points, double sigmaW, double sigmaB) {
    return new PointColumns(points, sigmaW, sigmaB, true);
  }

  /**
   * A copy of the points as they are, σ_w = 1 and σ_b = 0.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static PointColumns plain(RowMatrix points) {
    return new PointColumns(points, 1, 0, false);
  }

  /** The coordinates of one point, not scaled. */
  double[] point(int i) {
    double[] x = new double[dimension];
    for (int k = 0; k < dimension; k++) {
      x[k] = coordinates[k][i];
    }
    return x;
  }

  /** How many rows a tile should have so that its points stay in the cache. */
  int tileRows() {
    int rows = 24_576 / (dimension + 1) / PAD * PAD;
    return Math.max(PAD, Math.min(PairTile.ROWS, rows));
  }
}
