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

  final int count;
  final int dimension;

  /** Coordinates [k][i], not scaled. */
  final double[][] coordinates;

  /** r = |x̃|, for directed points; |x| for plain ones. */
  final double[] norms;

  /** x̃/r, d + 1 coordinates [k][i], zero where r = 0; only for directed points. */
  final double[][] directions;

  /** What the rounding of the directions took, in the same order; only for finely directed ones. */
  final double[][] remainders;

  private PointColumns(RowMatrix points, double sigmaW, double sigmaB, Directions kept) {
    count = points.rows();
    dimension = points.columns();
    int length = count + PAD;
    coordinates = new double[dimension][length];
    norms = new double[length];
    directions = new double[kept == Directions.NONE ? 0 : dimension + 1][length];
    remainders = new double[kept == Directions.FINE ? dimension + 1 : 0][length];
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
      }
      if (r > 0) {
        direct(i, x, sigmaW, sigmaB, kept);
      }
    }
  }

  private void direct(int i, double[] x, double sigmaW, double sigmaB, Directions kept) {
    if (kept == Directions.FINE) {
      FineDirection.of(x, sigmaW, sigmaB).store(i, directions, remainders);
    } else if (kept == Directions.ROUNDED) {
      for (int k = 0; k < dimension; k++) {
        directions[k][i] = sigmaW * x[k] / norms[i];
      }
      directions[dimension][i] = sigmaB / norms[i];
    }
  }

  /** What is kept of the directions of lifted points. */
  private enum Directions {
    NONE,
    ROUNDED,
    FINE
  }

  /**
   * A copy of the points with the directions of their lifted forms, rounded coordinate by
   * coordinate.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static PointColumns directed(RowMatrix points, double sigmaW, double sigmaB) {
    return new PointColumns(points, sigmaW, sigmaB, Directions.ROUNDED);
  }

  /**
   * A copy of the points with the directions of their lifted forms in twice the working precision.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static PointColumns finelyDirected(RowMatrix points, double sigmaW, double sigmaB) {
    return new PointColumns(points, sigmaW, sigmaB, Directions.FINE);
  }

  /**
   * A copy of the points as they are, σ_w = 1 and σ_b = 0.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  static PointColumns plain(RowMatrix points) {
    return new PointColumns(points, 1, 0, Directions.NONE);
  }

  /** How many rows a tile should have so that its points stay in the cache. */
  int tileRows() {
    int rows = 24_576 / (dimension + 1) / PAD * PAD;
    return Math.max(PAD, Math.min(PairTile.ROWS, rows));
  }
}
