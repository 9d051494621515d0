package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.TILE_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.ExactKernel;
import org.ntkasymptotics.kernel.PointPairs;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

/** Both forms of the loops without φ against 60 digits and against the plain reference. */
class ReluEntriesTest {

  private static ReluEntries entries(String form, AngleKernel kernel, RowMatrix x) {
    return ReluEntries.of(kernel, x, form.equals("vector"));
  }

  private static List<AngleKernel> kernels(double sigmaW, double sigmaB) {
    return List.of(new ReluNtk(sigmaW, sigmaB), new ReluCovariance(sigmaW, sigmaB));
  }

  @ParameterizedTest
  @CsvSource({
    "vector, 1", "vector, 2", "vector, 3", "vector, 4", "vector, 16", "vector, 784",
    "plain, 1", "plain, 2", "plain, 3", "plain, 4", "plain, 16", "plain, 784"
  })
  void hardPairsAgreeWithSixtyDigits(String form, int d) {
    PairTile tile = new PairTile();
    for (PointPairs p : PointPairs.hard(d, 300 + d)) {
      ExactKernel exact = new ExactKernel(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      double scale = p.sigmaW() * p.sigmaW() * exact.product;
      for (AngleKernel kernel : kernels(p.sigmaW(), p.sigmaB())) {
        entries(form, kernel, RowMatrix.of(p.x(), p.y())).fill(1, 0, 1, 1, tile);
        assertWithin(
            exact.value(kernel),
            tile.entries[0],
            TILE_ENTRY * scale,
            kernel.spec() + ", " + p.words());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "plain"})
  void everyPlaceOfATileIsFilled(String form) {
    PairTile tile = new PairTile();
    for (int d : new int[] {1, 2, 3, 7}) {
      int m = PairTile.ROWS + 37;
      RowMatrix x = RowMatrix.zeros(m, d);
      Random random = new Random(5);
      for (int i = 0; i < m * d; i++) {
        x.array()[i] = random.nextGaussian();
      }
      AngleKernel kernel = new ReluNtk(1.1, 0.3);
      ReluEntries entries = entries(form, kernel, x);
      for (int n : new int[] {1, 2, 7, 8, 9, 31, 32, 33, entries.tileRows()}) {
        for (int from : new int[] {0, 1, 5, m - n}) {
          entries.fill(3, from, n, 0.5, tile);
          for (int i = 0; i < n; i++) {
            double expected = 0.5 * kernel.entry(x.row(from + i), x.row(3));
            double scale =
                kernel.entry(x.row(3), x.row(3)) + kernel.entry(x.row(from + i), x.row(from + i));
            assertEquals(expected, tile.entries[i], TILE_ENTRY * scale);
          }
        }
      }
    }
  }
}
