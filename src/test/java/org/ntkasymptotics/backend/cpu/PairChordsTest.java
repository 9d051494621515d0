package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.FINE_CHORD;
import static org.ntkasymptotics.reference.Tolerances.TILE_CHORD;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;
import static org.ntkasymptotics.reference.Tolerances.fineChord;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.ExactKernel;
import org.ntkasymptotics.kernel.LiftedAngle;
import org.ntkasymptotics.kernel.PointPairs;
import org.ntkasymptotics.linalg.RowMatrix;

/** Both forms of the chords, of rounded and of fine directions, against 60 digits. */
class PairChordsTest {

  private static PairChords chords(String form, PointColumns points) {
    return PairChords.of(points, form.equals("vector"));
  }

  @ParameterizedTest
  @CsvSource({
    "vector, 1", "vector, 2", "vector, 3", "vector, 4", "vector, 5", "vector, 16", "vector, 784",
    "plain, 1", "plain, 2", "plain, 3", "plain, 4", "plain, 5", "plain, 16", "plain, 784"
  })
  void hardPairsAgreeWithSixtyDigits(String form, int d) {
    PairTile tile = new PairTile();
    for (PointPairs p : PointPairs.hard(d, 200 + d)) {
      ExactKernel exact = new ExactKernel(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      RowMatrix x = RowMatrix.of(p.x(), p.y());
      if (exact.product > 0) {
        double cosine = exact.cosine / exact.product;
        double sine = exact.sine / exact.product;
        double near = cosine > 0 ? 2 * sine * sine / (1 + cosine) : 2 - 2 * cosine;
        double far = cosine > 0 ? 2 + 2 * cosine : 2 * sine * sine / (1 - cosine);
        chords(form, PointColumns.directed(x, p.sigmaW(), p.sigmaB())).fill(1, 0, 1, tile);
        assertWithin(Math.sqrt(near), Math.sqrt(tile.e[0]), TILE_CHORD, "E, " + p.words());
        assertWithin(Math.sqrt(far), Math.sqrt(tile.f[0]), TILE_CHORD, "F, " + p.words());
        chords(form, PointColumns.finelyDirected(x, p.sigmaW(), p.sigmaB())).fill(1, 0, 1, tile);
        double allowed = fineChord(d);
        assertWithin(near, tile.e[0], allowed * near + FINE_CHORD, "fine E, " + p.words());
        assertWithin(far, tile.f[0], allowed * far + FINE_CHORD, "fine F, " + p.words());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"vector, 2", "plain, 2", "vector, 7", "plain, 7"})
  void everyPlaceOfATileIsFilled(String form, int d) {
    int m = PairTile.ROWS + 37;
    RowMatrix x = Samples.gaussian(m, d, 5);
    PointColumns[] kinds = {
      PointColumns.directed(x, 1.1, 0.3), PointColumns.finelyDirected(x, 1.1, 0.3)
    };
    PairTile tile = new PairTile();
    for (PointColumns points : kinds) {
      PairChords chords = chords(form, points);
      for (int count : new int[] {1, 2, 7, 8, 9, 31, 32, 33, points.tileRows()}) {
        for (int from : new int[] {0, 1, 5, m - count}) {
          Arrays.fill(tile.e, Double.NaN);
          Arrays.fill(tile.f, Double.NaN);
          chords.fill(3, from, count, tile);
          for (int i = 0; i < count; i++) {
            double half = LiftedAngle.between(x.row(from + i), x.row(3), 1.1, 0.3).phi() / 2;
            assertEquals(2 * Math.sin(half), Math.sqrt(tile.e[i]), TILE_CHORD);
            assertEquals(2 * Math.cos(half), Math.sqrt(tile.f[i]), TILE_CHORD);
          }
        }
      }
    }
  }
}
