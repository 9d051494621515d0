package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.SolveCheck;

class CpuSolveCheckTest {

  /**
   * More than one panel; entry (i, j) of the lower triangle is 1/(i + j + 1), a tenth of it if i =
   * j.
   */
  @Test
  void traceAndNormAreThoseOfTheWholeMatrix() {
    int n = 130;
    double trace = 0;
    double square = 0;
    try (CpuMatrix matrix = new CpuMatrix(n)) {
      for (int j = 0; j < n; j++) {
        double[] column = new double[n - j];
        for (int i = j; i < n; i++) {
          column[i - j] = (i == j ? 0.1 : 1.0) / (i + j + 1);
          square += (i == j ? 1 : 2) * column[i - j] * column[i - j];
        }
        trace += column[0];
        matrix.lower().at(j, j).put(column, 0, column.length);
      }
      SolveCheck check = CpuSolveCheck.of(matrix, new Workers(2));
      // Two values with that sum and that sum of squares.
      double[] values = new double[n];
      double half = Math.sqrt(square / 2 - trace * trace / 4);
      values[0] = trace / 2 + half;
      values[1] = trace / 2 - half;
      check.values(values);
      values[0] *= 1.001;
      assertThrows(ComputationException.class, () -> check.values(values));
    }
  }
}
