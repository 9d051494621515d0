package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.ntkasymptotics.backend.SolveCheck;
import org.ntkasymptotics.backend.SolveCheckContract;
import org.ntkasymptotics.linalg.SymmetricMatrix;

class CpuSolveCheckTest extends SolveCheckContract {

  /** Panels of 64, four sums at a time. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 4, 5, 63, 64, 65, 130);
  }

  @Override
  protected SolveCheck measured(SymmetricMatrix given) {
    int n = given.size();
    try (CpuMatrix matrix = new CpuMatrix(n)) {
      for (int j = 0; j < n; j++) {
        double[] column = new double[n - j];
        for (int i = j; i < n; i++) {
          column[i - j] = given.get(i, j);
        }
        matrix.lower().at(j, j).put(column, 0, column.length);
      }
      return CpuSolveCheck.of(matrix, new Workers(2));
    }
  }
}
