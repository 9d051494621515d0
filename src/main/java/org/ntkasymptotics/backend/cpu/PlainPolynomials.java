package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;

/** Polynomials over a run of numbers in passes that the JIT compiler can vectorise. */
final class PlainPolynomials {
  private PlainPolynomials() {}

  /** {@code value[i] = Σ c_k x_i^k}, 0 ≤ i &lt; n, the constant first. */
  static void fill(double[] c, double[] x, int n, double[] value) {
    Arrays.fill(value, 0, n, c[c.length - 1]);
    for (int k = c.length - 2; k >= 0; k--) {
      hornerStep(x, n, c[k], value);
    }
  }

  private static void hornerStep(double[] x, int n, double c, double[] value) {
    for (int i = 0; i < n; i++) {
      value[i] = value[i] * x[i] + c;
    }
  }
}
