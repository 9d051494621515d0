package org.ntkasymptotics.backend;

import java.util.Locale;

/**
 * Identities that every solve must satisfy: Σλ = tr K, Σλ² = ‖K‖²_F, Σc² = |δf|²/M.
 *
 * <p>Allowance 16 n ulp (2⁻⁵² or 2⁻²³) relative to ‖K‖_F (the trace also √n), to ‖K‖²_F and to
 * |δf|²/M: backward stable methods stay within a modest multiple of n ulp of the norm.
 */
public final class SolveCheck {
  private final int n;
  private final double trace;
  private final double square;
  private final double ulp;

  /**
   * Keeps what was measured before the matrix was destroyed.
   *
   * @param trace Σ of the diagonal
   * @param square ‖K‖²_F
   * @param precision of the solver; the sums themselves are in double
   */
  public SolveCheck(int n, double trace, double square, Precision precision) {
    this.n = n;
    this.trace = trace;
    this.square = square;
    this.ulp = 2 * precision.unitRoundoff();
    double largest = precision == Precision.DOUBLE ? 1e280 : 1e70;
    if (!(square < largest) || (square < 1 / largest && square != 0)) {
      throw new ComputationException(
          String.format(
              Locale.ROOT,
              "eigenvalues: the matrix has the Frobenius norm %.3g, outside %.0e … %.0e: %s",
              Math.sqrt(square),
              1 / Math.sqrt(largest),
              Math.sqrt(largest),
              "check the points, sigma_w and sigma_b"));
    }
  }

  /** Throws unless the eigenvalues fit the matrix. */
  public void values(double[] values) {
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = values[i] * values[i];
    }
    double allowance = 16 * n * ulp;
    require("trace", sum(values), trace, allowance * Math.sqrt(n) * Math.sqrt(square));
    require("square of the Frobenius norm", sum(squares), square, allowance * square);
  }

  /** Throws unless coefficients c = Vᵀ δf/√M keep the length of the residual. */
  public void coefficients(double[] c, double[] residual) {
    double kept = 0;
    double given = 0;
    for (int i = 0; i < n; i++) {
      kept += c[i] * c[i];
      given += residual[i] * residual[i];
    }
    given /= n;
    require("sum of squared coefficients", kept, given, 16 * n * ulp * given);
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
