package org.ntkasymptotics.data;

import java.util.List;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/**
 * The indicator of a closed ball: δf(x) = 1 where |x − center| ≤ radius, else 0.
 *
 * @param radius &gt; 0
 * @param center length d, or empty: the origin
 */
public record BallTarget(double radius, List<Double> center) implements Target {

  public BallTarget {
    Checks.positive("radius", radius);
    center = List.copyOf(center);
    for (double c : center) {
      if (Double.isNaN(c) || Double.isInfinite(c)) {
        throw new IllegalArgumentException("center must be finite, is " + center);
      }
    }
  }

  /** The ball about the origin. */
  public BallTarget(double radius) {
    this(radius, List.of());
  }

  /** The centre as a point of R^d. */
  public double[] centerIn(int dimension) {
    if (center.isEmpty()) {
      return new double[dimension];
    }
    if (center.size() != dimension) {
      throw new IllegalArgumentException(
          "center must have " + dimension + " coordinates like the points, has " + center.size());
    }
    return center.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel) {
    RowMatrix points = dataset.points();
    double[] c = centerIn(points.columns());
    double[] residual = new double[points.rows()];
    boolean any = false;
    for (int i = 0; i < residual.length; i++) {
      double distance2 = 0;
      for (int j = 0; j < c.length; j++) {
        double z = points.get(i, j) - c[j];
        distance2 += z * z;
      }
      if (distance2 <= radius * radius) {
        residual[i] = 1;
        any = true;
      }
    }
    if (!any) {
      throw new IllegalArgumentException(
          ("none of the " + residual.length + " points lies in the ball of radius " + radius)
              + ", so there is nothing to learn: take a larger radius or another center");
    }
    return residual;
  }
}
