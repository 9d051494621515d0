package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.Matern;
import org.ntkasymptotics.linalg.RowMatrix;

/** Both forms of the sums of squares and of the loops, at every place of a tile. */
class DistanceEntriesTest {

  /** The Matérn kernels have all three of their ranges among the distances. */
  private static Stream<DistanceKernel> kernels() {
    return Stream.concat(
        KernelExamples.isotropic(),
        Stream.of(
            new Matern(0.05, 0.3),
            new Matern(3.7, 0.4),
            new Matern(3.7, 20),
            new Matern(10, 0.9),
            new Matern(1.5, 1),
            new Matern(9.5, 0.2)));
  }

  @ParameterizedTest
  @CsvSource({"vector, 1", "plain, 1", "vector, 7", "plain, 7", "vector, 784", "plain, 784"})
  void entriesAreThoseOfTheKernel(String form, int d) {
    RowMatrix x = Samples.gaussian(PairTile.ROWS + 37, d, 5);
    PairTile tile = new PairTile();
    kernels()
        .forEach(
            kernel -> {
              DistanceEntries entries = new DistanceEntries(kernel, x, form.equals("vector"));
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
