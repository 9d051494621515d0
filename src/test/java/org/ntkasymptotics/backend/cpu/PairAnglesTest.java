package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.TILE_ANGLE;
import static org.ntkasymptotics.reference.Tolerances.TILE_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.ExactKernel;
import org.ntkasymptotics.kernel.LiftedAngle;
import org.ntkasymptotics.kernel.PointPairs;
import org.ntkasymptotics.kernel.ReluNtkSingular;
import org.ntkasymptotics.linalg.RowMatrix;

/** Both forms of the tile loops against 60 digits and against the plain reference. */
class PairAnglesTest {

  private static Function<PointColumns, PairAngles> form(String name) {
    return name.equals("vector") ? VectorPairAngles::new : PlainPairAngles::new;
  }

  @ParameterizedTest
  @CsvSource({
    "vector, 1", "vector, 2", "vector, 3", "vector, 4", "vector, 5", "vector, 16", "vector, 784",
    "plain, 1", "plain, 2", "plain, 3", "plain, 4", "plain, 5", "plain, 16", "plain, 784"
  })
  void hardPairsAgreeWithSixtyDigits(String form, int d) {
    PairTile tile = new PairTile();
    for (PointPairs p : PointPairs.hard(d, 200 + d)) {
      PointColumns points = PointColumns.lifted(RowMatrix.of(p.x(), p.y()), p.sigmaW(), p.sigmaB());
      ExactKernel exact = new ExactKernel(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      form(form).apply(points).fill(1, 0, 1, tile);
      boolean relative =
          d <= PointColumns.MINORS_UP_TO || exact.phi * exact.phi < 0.9 * ClosePairs.CLOSE;
      double size = relative ? Math.max(exact.phi, separation(points)) : 1;
      if (exact.product > 0) {
        assertWithin(exact.phi, tile.phi[0], TILE_ANGLE * size, "phi, " + p.words());
      }
      AngleKernel kernel = new ReluNtkSingular(p.sigmaW(), p.sigmaB());
      AngleLoops.fill(kernel, 1, points.norms[1], points.norms, 0, 1, tile);
      double scale = p.sigmaW() * p.sigmaW() * exact.product;
      assertWithin(exact.value(kernel), tile.entries[0], TILE_ENTRY * scale, p.words());
    }
  }

  private static double separation(PointColumns points) {
    double[] difference = new double[points.dimension];
    for (int k = 0; k < difference.length; k++) {
      difference[k] = points.coordinates[k][0] - points.coordinates[k][1];
    }
    return LiftedAngle.norm(difference, points.sigmaW, 0)
        / Math.max(points.norms[0], points.norms[1]);
  }

  @ParameterizedTest
  @CsvSource({"vector, 2", "plain, 2", "vector, 7", "plain, 7"})
  void everyPlaceOfATileIsFilled(String form, int d) {
    int m = PairTile.ROWS + 37;
    RowMatrix x = RowMatrix.zeros(m, d);
    Random random = new Random(5);
    for (int i = 0; i < m * d; i++) {
      x.array()[i] = random.nextGaussian();
    }
    PointColumns points = PointColumns.lifted(x, 1.1, 0.3);
    PairAngles angles = form(form).apply(points);
    PairTile tile = new PairTile();
    for (int count : new int[] {1, 2, 7, 8, 9, 31, 32, 33, points.tileRows()}) {
      for (int from : new int[] {0, 1, 5, m - count}) {
        angles.fill(3, from, count, tile);
        for (int i = 0; i < count; i++) {
          LiftedAngle expected = LiftedAngle.between(x.row(from + i), x.row(3), 1.1, 0.3);
          assertEquals(expected.phi(), tile.phi[i], TILE_ANGLE * Math.PI);
        }
      }
    }
  }
}
