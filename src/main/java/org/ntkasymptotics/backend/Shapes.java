package org.ntkasymptotics.backend;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;

/** Refuses arguments of the wrong shape, in the same words on every back end. */
public final class Shapes {
  private Shapes() {}

  /** At least one point of at least one coordinate. */
  public static void requirePoints(RowMatrix points) {
    if (points.rows() < 1 || points.columns() < 1) {
      throw new IllegalArgumentException(
          "at least one point of at least one coordinate is needed; got "
              + points.rows()
              + " x "
              + points.columns());
    }
  }

  /** Every coordinate finite. */
  public static void requireFinite(RowMatrix points) {
    for (int i = 0; i < points.rows(); i++) {
      if (!Arrays.stream(points.row(i)).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("point " + i + " has a coordinate that is not finite");
      }
    }
  }

  /**
   * One value for each of M points in every row.
   *
   * @param what a row is, such as "residual"
   */
  public static void requireLength(int m, RowMatrix vectors, String what) {
    if (vectors.rows() > 0) {
      requireLength(m, vectors.columns(), what);
    }
  }

  /** One value for each of M points. */
  public static void requireLength(int m, int values, String what) {
    if (values != m) {
      throw new IllegalArgumentException(
          "a " + what + " must have one value for each of the " + m + " points; got " + values);
    }
  }

  /** Between two of M points, before or after all of them. */
  public static void requireSplit(int m, int split) {
    if (split < 0 || split > m) {
      throw new IllegalArgumentException(
          "expected a split from 0 to " + m + " of " + m + " points; got " + split);
    }
  }
}
