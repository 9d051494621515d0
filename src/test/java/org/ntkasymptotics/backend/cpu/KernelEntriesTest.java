package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.linalg.RowMatrix;

/** Every kernel of the lifted angle in both forms against its formula, at every place of a run. */
class KernelEntriesTest {

  @ParameterizedTest
  @CsvSource({
    "vector, 1",
    "vector, 2",
    "vector, 3",
    "vector, 5",
    "plain, 1",
    "plain, 2",
    "plain, 3",
    "plain, 5"
  })
  void entriesAreThoseOfTheFormula(String form, int d) {
    RowMatrix x = Samples.withDuplicates(75, d, d);
    PairTile tile = new PairTile();
    KernelExamples.conditioned(1.5, 0.5)
        .forEach(
            kernel -> {
              KernelEntries entries = KernelEntries.of(kernel, x, form.equals("vector"));
              for (int from : new int[] {0, 3, 42}) {
                int n = 75 - from - (from == 3 ? 7 : 0);
                entries.fill(4, from, n, 0.25, tile);
                for (int i = 0; i < n; i++) {
                  double[] other = x.row(from + i);
                  assertWithin(
                      0.25 * kernel.entry(other, x.row(4)),
                      tile.entries[i],
                      0.25
                          * KernelExamples.tolerance(kernel)
                          * KernelExamples.scale(kernel, other, x.row(4)),
                      kernel.spec() + " " + (from + i));
                }
              }
            });
  }
}
