package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.SolveCheck;

/** Measures the lower triangle for a {@link SolveCheck} before a solver destroys it. */
final class CpuSolveCheck {
  private static final int PANEL = 64;

  private CpuSolveCheck() {}

  /** The identities that the eigenvalues of this matrix must satisfy. */
  static SolveCheck of(CpuMatrix matrix, Workers workers) {
    int n = matrix.size();
    int panels = (n + PANEL - 1) / PANEL;
    double[] traces = new double[panels];
    double[] squares = new double[panels];
    workers.run(panels, p -> measure(matrix, p, traces, squares));
    return new SolveCheck(n, sum(traces), sum(squares), Precision.DOUBLE);
  }

  private static void measure(CpuMatrix matrix, int p, double[] traces, double[] squares) {
    int n = matrix.size();
    int j0 = p * PANEL;
    int columns = Math.min(PANEL, n - j0);
    BlockColumns lower = matrix.lower();
    double[] column = new double[n];
    for (int j = j0; j < j0 + columns; j++) {
      int count = n - j;
      lower.at(j, j).get(column, 0, count);
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int i = 1;
      for (; i + 3 < count; i += 4) {
        s0 += column[i] * column[i];
        s1 += column[i + 1] * column[i + 1];
        s2 += column[i + 2] * column[i + 2];
        s3 += column[i + 3] * column[i + 3];
      }
      for (; i < count; i++) {
        s0 += column[i] * column[i];
      }
      traces[p] += column[0];
      squares[p] += column[0] * column[0] + 2 * ((s0 + s1) + (s2 + s3));
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
