package org.ntkasymptotics.backend.cpu;

import java.nio.DoubleBuffer;
import java.util.Locale;
import org.ntkasymptotics.backend.ComputationException;

/**
 * Identities that every solve must satisfy: Σλ = tr K, Σλ² = ‖K‖²_F, Σc² = |δf|²/M.
 *
 * <p>Allowance 16 n 2⁻⁵² relative to ‖K‖_F (the trace also √n), to ‖K‖²_F and to |δf|²/M: backward
 * stable methods stay within a modest multiple of n ulp of the norm.
 */
final class SolveCheck {
  private static final int PANEL = 64;

  private final int n;
  private final double trace;
  private final double square;

  /** Measures the lower triangle before it is destroyed. */
  SolveCheck(CpuMatrix matrix, Workers workers) {
    n = matrix.size();
    int panels = (n + PANEL - 1) / PANEL;
    double[] traces = new double[panels];
    double[] squares = new double[panels];
    workers.run(panels, p -> measure(matrix, p, traces, squares));
    trace = sum(traces);
    square = sum(squares);
    if (!(square < 1e280) || (square < 1e-280 && square != 0)) {
      throw new ComputationException(
          String.format(
              Locale.ROOT,
              "eigenvalues: the matrix has the Frobenius norm %.3g, outside 1e-140 … 1e140: %s",
              Math.sqrt(square),
              "check the points, sigma_w and sigma_b"));
    }
  }

  private static void measure(CpuMatrix matrix, int p, double[] traces, double[] squares) {
    int n = matrix.size();
    int j0 = p * PANEL;
    int columns = Math.min(PANEL, n - j0);
    DoubleBuffer panel = matrix.memory().window((long) j0 * n, columns * n);
    double[] column = new double[n];
    for (int j = j0; j < j0 + columns; j++) {
      int count = n - j;
      panel.get((j - j0) * n + j, column, 0, count);
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

  /** Throws unless the eigenvalues fit the matrix. */
  void values(double[] values) {
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = values[i] * values[i];
    }
    double allowance = 16 * n * Math.ulp(1.0);
    require("trace", sum(values), trace, allowance * Math.sqrt(n) * Math.sqrt(square));
    require("square of the Frobenius norm", sum(squares), square, allowance * square);
  }

  /** Throws unless coefficients c = Vᵀ δf/√M keep the length of the residual. */
  void coefficients(double[] c, double[] residual) {
    double kept = 0;
    double given = 0;
    for (int i = 0; i < n; i++) {
      kept += c[i] * c[i];
      given += residual[i] * residual[i];
    }
    given /= n;
    require("sum of squared coefficients", kept, given, 16 * n * Math.ulp(1.0) * given);
  }

  private static void require(String what, double got, double expected, double allowance) {
    if (!(Math.abs(got - expected) <= allowance)) {
      throw new ComputationException(
          String.format(
              Locale.ROOT,
              "eigenvalues: the check of the result failed: %s is %.17g, must be %.17g within %.2g;"
                  + " try --threads 1, and report it",
              what,
              got,
              expected,
              allowance));
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
