package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/** What every back end must measure of a matrix before it is destroyed. */
public abstract class SolveCheckContract {

  /** Sizes that take every path. */
  protected abstract List<Integer> sizes();

  /** What the back end measures of a matrix that it is given. */
  protected abstract SolveCheck measured(SymmetricMatrix matrix);

  /** Entry (i, j) is 1/(i + j + 1), a tenth of it if i = j: the sums depend on every entry. */
  @Test
  void traceAndNormAreThoseOfTheWholeMatrix() {
    for (int n : sizes()) {
      SymmetricMatrix matrix = new SymmetricMatrix(n);
      double trace = 0;
      double square = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double entry = (i == j ? 0.1 : 1.0) / (i + j + 1);
          matrix.lowerRow(i)[j] = entry;
          square += (i == j ? 1 : 2) * entry * entry;
        }
        trace += matrix.lowerRow(i)[i];
      }
      assertMeasured(measured(matrix), n, trace, square);
    }
  }

  /** Two values with that sum and that sum of squares pass, others do not. */
  private static void assertMeasured(SolveCheck check, int n, double trace, double square) {
    double[] values = new double[n];
    double half = n == 1 ? trace / 2 : Math.sqrt(square / 2 - trace * trace / 4);
    values[0] = trace / 2 + half;
    if (n > 1) {
      values[1] = trace / 2 - half;
    }
    check.values(values);
    values[0] *= 1 + 1e-9;
    assertThrows(ComputationException.class, () -> check.values(values), "n = " + n);
  }
}
