package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.linalg.RowMatrix;

/** Both forms of the sums of squares, at every place of a tile. */
class DistanceEntriesTest {

  @ParameterizedTest
  @CsvSource({"vector, 1", "plain, 1", "vector, 7", "plain, 7", "vector, 784", "plain, 784"})
  void entriesAreThoseOfTheKernel(String form, int d) {
    RowMatrix x = Samples.gaussian(PairTile.ROWS + 37, d, 5);
    SquareSums squares = form.equals("vector") ? new VectorSquareSums() : new PlainSquareSums();
    PairTile tile = new PairTile();
    KernelExamples.isotropic()
        .forEach(
            kernel -> {
              DistanceEntries entries = new DistanceEntries(kernel, PointColumns.plain(x), squares);
              for (int count : new int[] {1, 7, 33, entries.tileRows()}) {
                for (int from : new int[] {0, 5, x.rows() - count}) {
                  entries.fill(3, from, count, 0.5, tile);
                  for (int i = 0; i < count; i++) {
                    assertWithin(
                        0.5 * kernel.entry(x.row(3), x.row(from + i)),
                        tile.entries[i],
                        0.5
                            * KernelExamples.tolerance(kernel)
                            * KernelExamples.scale(kernel, x.row(3), x.row(from + i)),
                        kernel.spec() + " " + form + " " + i);
                  }
                }
              }
            });
  }
}
