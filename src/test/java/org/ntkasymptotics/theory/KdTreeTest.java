package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

class KdTreeTest {

  /** One leaf, one node, several levels; more neighbours than points; coordinates that coincide. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 0",
    "12, 2, 5, 0",
    "13, 2, 5, 0",
    "500, 1, 5, 0",
    "500, 2, 20, 0",
    "500, 3, 5, 4",
    "300, 10, 5, 0",
    "200, 12, 5, 0",
    "300, 2, 5, 2"
  })
  void distancesAreThoseOfLookingAtAll(int m, int d, int k, int grid) {
    RandomStream stream = new Seeds(m + 31L * d).stream("points");
    double[] x = new double[m * d];
    for (int i = 0; i < x.length; i++) {
      double gaussian = stream.nextGaussian();
      x[i] = grid == 0 ? gaussian : Math.rint(grid * gaussian) / grid;
    }
    RowMatrix points = new RowMatrix(m, d, x);
    KdTree tree = new KdTree(points);
    for (int i = 0; i < m; i += Math.max(1, m / 60)) {
      double[] q = points.row(i).clone();
      assertArrayEquals(all(points, q, i, k), tree.nearest(q, i, k), "point " + i);
      q[0] += 0.3;
      assertArrayEquals(all(points, q, -1, k), tree.nearest(q, -1, k), "beside point " + i);
    }
  }

  private static double[] all(RowMatrix points, double[] q, int self, int k) {
    double[] sorted =
        IntStream.range(0, points.rows())
            .filter(i -> i != self)
            .mapToDouble(
                i -> {
                  double sum = 0;
                  for (int j = 0; j < q.length; j++) {
                    double z = points.row(i)[j] - q[j];
                    sum += z * z;
                  }
                  return sum;
                })
            .sorted()
            .toArray();
    double[] nearest = Arrays.copyOf(sorted, k);
    Arrays.fill(nearest, Math.min(k, sorted.length), k, Double.POSITIVE_INFINITY);
    return nearest;
  }
}
