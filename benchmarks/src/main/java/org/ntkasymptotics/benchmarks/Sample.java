package org.ntkasymptotics.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;

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

  /** d inputs, layers of n neurons, all parameters uniform on [−2, 2). */
  static FiniteNetwork network(int d, int n, int hidden) {
    List<RowMatrix> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (int l = 0; l < hidden; l++) {
      int inputs = l == 0 ? d : n;
      weights.add(new RowMatrix(n, inputs, uniform(n * inputs, 3 + 10L * l)));
      biases.add(uniform(n, 4 + 10L * l));
    }
    double[] outputs = uniform(n, 5);
    return hidden == 1
        ? new ShallowNetwork(
            Parametrisation.NTK, SIGMA_W, SIGMA_B, weights.get(0), biases.get(0), outputs)
        : new LayeredNetwork(SIGMA_W, SIGMA_B, 1, weights, biases, outputs);
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
