package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.reference.Tolerances.POWER_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.PowerCovariance;
import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.linalg.RowMatrix;

/** Both forms of the loops against the scalar kernel, also for pairs close together. */
class PowerEntriesTest {

  /** Gaussian points, the second half each at a distance 10⁻¹…10⁻¹² from one of the first. */
  private static RowMatrix closePairs(int m, int d) {
    RowMatrix x = Samples.gaussian(m, d, d);
    for (int i = m / 2; i < m; i++) {
      for (int k = 0; k < d; k++) {
        double shift = x.get(i, k) * Math.pow(10, -1 - 11.0 * (2 * i - m) / m);
        x.set(i, k, x.get(i - m / 2, k) + shift);
      }
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    "vector, 1",
    "plain, 1",
    "vector, 2",
    "plain, 2",
    "vector, 3",
    "vector, 4",
    "plain, 4",
    "vector, 9",
    "plain, 9"
  })
  void entriesAreThoseOfTheKernel(String form, int d) {
    RowMatrix x = closePairs(240, d);
    PairTile tile = new PairTile();
    for (double q : new double[] {0.505, 0.6, 0.75, 1, 1.5, 2.7}) {
      for (PowerKernel kernel :
          new PowerKernel[] {new PowerNtk(q, 1.3, 0.9), new PowerCovariance(q, 1.3, 0.9)}) {
        PowerEntries entries = new PowerEntries(kernel, x, form.equals("vector"));
        for (int j = 0; j < x.rows(); j += 7) {
          entries.fill(j, 0, x.rows(), 1, tile);
          for (int i = 0; i < x.rows(); i++) {
            assertWithin(
                kernel.entry(x.row(i), x.row(j)),
                tile.entries[i],
                POWER_ENTRY * KernelExamples.scale(kernel, x.row(i), x.row(j)),
                kernel.spec() + " " + form + " " + i + ", " + j);
          }
        }
      }
    }
  }
}
