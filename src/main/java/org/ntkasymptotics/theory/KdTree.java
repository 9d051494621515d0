package org.ntkasymptotics.theory;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Distances to the nearest of M points in d dimensions: the same to the bit as by looking at all,
 * since a half of the points is passed over only where one coordinate alone is as far away as the
 * k-th found. A node is the median along the coordinate in which its points are spread most.
 * Source: Bentley, Comm. ACM 18 (1975) 509. In many dimensions nothing could be passed over, so
 * there the points are not ordered.
 */
final class KdTree {
  private static final int LEAF = 12;
  private static final int MOST_DIMENSIONS = 10;

  private final int d;
  private final int leaf;

  /** Coordinates, (M, d), in the tree's order. */
  private final double[] x;

  /** Which point stands where. */
  private final int[] index;

  /** The coordinate that the node in the middle of a range divides by. */
  private final int[] axis;

  KdTree(RowMatrix points) {
    d = points.columns();
    boolean ordered = d <= MOST_DIMENSIONS;
    x = ordered ? points.array().clone() : points.array();
    index = new int[points.rows()];
    Arrays.setAll(index, i -> i);
    axis = new int[points.rows()];
    leaf = ordered ? LEAF : Integer.MAX_VALUE;
    divide(0, index.length);
  }

  private void divide(int from, int to) {
    if (to - from <= leaf) {
      return;
    }
    int middle = (from + to) >>> 1;
    int along = widest(from, to);
    axis[middle] = along;
    select(from, to - 1, middle, along);
    divide(from, middle);
    divide(middle + 1, to);
  }

  private int widest(int from, int to) {
    int widest = 0;
    double most = -1;
    for (int j = 0; j < d; j++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        low = Math.min(low, x[i * d + j]);
        high = Math.max(high, x[i * d + j]);
      }
      if (high - low > most) {
        most = high - low;
        widest = j;
      }
    }
    return widest;
  }

  /** Puts the point there that would stand there if [low, high] were sorted (Hoare's find). */
  private void select(int low, int high, int place, int along) {
    while (low < high) {
      double pivot = x[((low + high) >>> 1) * d + along];
      int i = low;
      int j = high;
      while (i <= j) {
        while (x[i * d + along] < pivot) {
          i++;
        }
        while (x[j * d + along] > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private void swap(int i, int j) {
    int point = index[i];
    index[i] = index[j];
    index[j] = point;
    for (int c = 0; c < d; c++) {
      double coordinate = x[i * d + c];
      x[i * d + c] = x[j * d + c];
      x[j * d + c] = coordinate;
    }
  }

  /**
   * Squared distances to the k nearest points, ascending, infinite where there are fewer.
   *
   * @param q a point, length d
   * @param self the number of a point that is left out; −1 for none
   */
  double[] nearest(double[] q, int self, int k) {
    double[] best = new double[k];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    search(0, index.length, q, self, best);
    return best;
  }

  private void search(int from, int to, double[] q, int self, double[] best) {
    if (to - from <= leaf) {
      for (int i = from; i < to; i++) {
        consider(i, q, self, best);
      }
      return;
    }
    int middle = (from + to) >>> 1;
    int along = axis[middle];
    double beyond = q[along] - x[middle * d + along];
    consider(middle, q, self, best);
    if (beyond < 0) {
      search(from, middle, q, self, best);
    } else {
      search(middle + 1, to, q, self, best);
    }
    if (beyond * beyond < best[best.length - 1]) {
      if (beyond < 0) {
        search(middle + 1, to, q, self, best);
      } else {
        search(from, middle, q, self, best);
      }
    }
  }

  private void consider(int i, double[] q, int self, double[] best) {
    int k = best.length;
    double sum = 0;
    for (int j = 0; j < d && sum < best[k - 1]; j++) {
      double z = x[i * d + j] - q[j];
      sum += z * z;
    }
    if (sum < best[k - 1] && index[i] != self) {
      int place = k - 1;
      while (place > 0 && best[place - 1] > sum) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = sum;
    }
  }
}
