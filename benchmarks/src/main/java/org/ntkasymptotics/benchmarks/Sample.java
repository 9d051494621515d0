package org.ntkasymptotics.benchmarks;

import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/** The data of the comparison: the same numbers here and in {@code peers/sample.py}. */
final class Sample {
  /** σ_w = √2 and σ_b = 1 of every comparison. */
  static final double SIGMA_W = Math.sqrt(2);

  static final double SIGMA_B = 1;

  private Sample() {}

  /**
   * A kernel as the command line names it, but for = and , which JMH splits parameters at: they are
   * written ~ and +, as in {@code laplace:length~1.0}.
   */
  static NtkKernel kernel(String name) {
    return NtkKernel.from(name.replace('~', '=').replace('+', ','), SIGMA_W, SIGMA_B);
  }

  /** (m, d) points, coordinates uniform on [−2, 2). */
  static RowMatrix points(int m, int d) {
    return new RowMatrix(m, d, uniform(m * d, 1));
  }

  /** One residual, uniform on [−2, 2). */
  static RowMatrix residual(int m) {
    return new RowMatrix(1, m, uniform(m, 2));
  }

  /** Uniform on [−2, 2): Numerical Recipes' quick 32-bit congruential generator from a seed. */
  static double[] uniform(int count, long seed) {
    double[] values = new double[count];
    long state = seed;
    for (int i = 0; i < count; i++) {
      state = (1_664_525 * state + 1_013_904_223) & 0xffff_ffffL;
      values[i] = state * 0x1p-30 - 2;
    }
    return values;
  }
}
