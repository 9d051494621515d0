package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;

/**
 * The passes in single precision for activations (z)₊^q other than the ReLU, any q and any number
 * of inputs, in stages over blocks of {@value #BLOCK} points or neurons: pre-activations, their
 * powers z^{q−1}, sums. Plain loops, for JVMs without the vector module. Bounds: {@code
 * DescentArithmeticTest}.
 */
class FloatPowerDescent extends FloatDescent {
  private final Activation activation;

  /** Points (M, d); N padded. */
  FloatPowerDescent(RowMatrix points, int neurons, Activation activation) {
    super(points, neurons);
    this.activation = activation;
  }

  /** φ. */
  final Activation activation() {
    return activation;
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    float[] z = new float[BLOCK];
    float[] slopes = new float[BLOCK];
    float[] point = new float[x.length];
    for (int m = from; m < to; m++) {
      for (int j = 0; j < x.length; j++) {
        point[j] = x[j][m];
      }
      double sum = 0;
      for (int block = 0; block < v.length; block += BLOCK) {
        int n = Math.min(BLOCK, v.length - block);
        combine(u, point, block, n, z);
        slopes(z, n, slopes);
        times(z, slopes, n);
        sum += dot(slopes, v, block, n);
      }
      f[m] = sum / activation.exponent();
    }
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    float[] z = new float[BLOCK];
    float[] slopes = new float[BLOCK];
    float[] errors = new float[BLOCK];
    float[] neuron = new float[u.length];
    for (double[] gj : g) {
      Arrays.fill(gj, from, to, 0);
    }
    for (int i = from; i < to; i++) {
      for (int j = 0; j < u.length; j++) {
        neuron[j] = u[j][i];
      }
      for (int block = 0; block < e.length; block += BLOCK) {
        int n = Math.min(BLOCK, e.length - block);
        combine(x, neuron, block, n, z);
        slopes(z, n, slopes);
        System.arraycopy(e, block, errors, 0, n);
        times(errors, slopes, n);
        for (int j = 0; j < g.length; j++) {
          g[j][i] += dot(slopes, x[j], block, n);
        }
      }
    }
  }

  /** z = Σ_j factors_j columns_j, from index {@code from} on; n a multiple of {@link #PADDING}. */
  void combine(float[][] columns, float[] factors, int from, int n, float[] z) {
    Arrays.fill(z, 0, n, 0);
    for (int j = 0; j < columns.length; j++) {
      float factor = factors[j];
      float[] column = columns[j];
      for (int k = 0; k < n; k++) {
        z[k] += factor * column[from + k];
      }
    }
  }

  /** φ′(z). */
  void slopes(float[] z, int n, float[] slopes) {
    for (int k = 0; k < n; k++) {
      slopes[k] = (float) activation.slope(z[k]);
    }
  }

  /** b ← a b. */
  void times(float[] a, float[] b, int n) {
    for (int k = 0; k < n; k++) {
      b[k] *= a[k];
    }
  }

  /** Σ a_k b_{from + k}, over at most {@link #BLOCK} terms. */
  double dot(float[] a, float[] b, int from, int n) {
    float[] sums = new float[PADDING];
    for (int block = 0; block < n; block += PADDING) {
      for (int k = 0; k < PADDING; k++) {
        sums[k] += a[block + k] * b[from + block + k];
      }
    }
    double sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }
}
