package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The passes in single precision, for JVMs without the vector module: plain loops over short blocks
 * that the compiler vectorises by itself.
 *
 * <p>Sums over neurons and over points are formed in single precision over at most {@link #BLOCK}
 * terms a lane and added up in double precision. Error against double precision at M = 10⁴, N =
 * 3000: outputs 1.4·10⁻⁷, gradients 3–5·10⁻⁷ in norm, plus 10⁻⁴ for each of the few pairs of point
 * and neuron whose pre-activation rounds to the other side of its kink. Bounds: {@code
 * DescentArithmeticTest}.
 */
class FloatDescent implements DescentArithmetic {
  /** Terms that are summed in single precision before they go to a double. */
  static final int BLOCK = 512;

  /**
   * Neurons whose terms are summed in single precision, lane by lane, before they go to a double.
   */
  static final int FORWARD_BLOCK = 2048;

  /** min(1, max(0, z) · STEEP) is 1[z > 0] for every z that is not subnormal, without a branch. */
  private static final float STEEP = 0x1p126f;

  final float[][] x;
  final float[] e;
  final float[][] u;
  final float[] v;

  /** Points (M, d); N padded. */
  FloatDescent(RowMatrix points, int neurons) {
    double[][] lifted = liftedPoints(points);
    x = new float[lifted.length][];
    for (int j = 0; j < x.length; j++) {
      x[j] = rounded(lifted[j]);
    }
    for (float[] xj : x) {
      spoil(x[x.length - 1], xj, 0, xj.length);
    }
    e = new float[x[0].length];
    u = new float[x.length][neurons];
    v = new float[neurons];
  }

  /** x̂ = (x, 1), (d + 1, padded M), component after component; padding is zero throughout. */
  static double[][] liftedPoints(RowMatrix points) {
    int d = points.columns();
    double[][] x = new double[d + 1][DescentParameters.paddedLength(points.rows())];
    for (int m = 0; m < points.rows(); m++) {
      for (int j = 0; j < d; j++) {
        x[j][m] = points.get(m, j);
      }
      x[d][m] = 1;
    }
    return x;
  }

  private static float[] rounded(double[] values) {
    float[] r = new float[values.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (float) values[i];
    }
    return r;
  }

  @Override
  public void load(DescentParameters parameters, int from, int to) {
    for (int j = 0; j < u.length; j++) {
      double[] exact = parameters.lifted()[j];
      for (int i = from; i < to; i++) {
        u[j][i] = (float) exact[i];
      }
    }
    for (int i = from; i < to; i++) {
      v[i] = (float) parameters.output()[i];
    }
    for (float[] uj : u) {
      spoil(v, uj, from, to);
    }
  }

  /**
   * Makes values NaN where others are not finite: so will outputs be, whatever the passes take the
   * ReLU of ∞ − ∞ for.
   */
  private static void spoil(float[] values, float[] others, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] += 0 * others[i];
    }
  }

  @Override
  public void errors(double[] errors, int from, int to) {
    for (int m = from; m < to; m++) {
      e[m] = (float) errors[m];
    }
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    float[] z = new float[PADDING];
    float[] sums = new float[PADDING];
    for (int m = from; m < to; m++) {
      double sum = 0;
      for (int block = 0; block < v.length; block += FORWARD_BLOCK) {
        Arrays.fill(sums, 0);
        int end = Math.min(v.length, block + FORWARD_BLOCK);
        for (int i = block; i < end; i += PADDING) {
          preactivations(z, m, i);
          for (int k = 0; k < PADDING; k++) {
            sums[k] += v[i + k] * Math.max(0f, z[k]);
          }
        }
        for (int k = 0; k < PADDING; k++) {
          sum += sums[k];
        }
      }
      f[m] = sum;
    }
  }

  private void preactivations(float[] z, int m, int i) {
    Arrays.fill(z, 0);
    for (int j = 0; j < u.length; j++) {
      float xj = x[j][m];
      float[] uj = u[j];
      for (int k = 0; k < PADDING; k++) {
        z[k] += uj[i + k] * xj;
      }
    }
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    float[] z = new float[PADDING];
    float[][] sums = new float[g.length][PADDING];
    for (int i = from; i < to; i += PADDING) {
      for (double[] gj : g) {
        Arrays.fill(gj, i, i + PADDING, 0);
      }
      for (int block = 0; block < e.length; block += BLOCK) {
        int end = Math.min(e.length, block + BLOCK);
        for (float[] s : sums) {
          Arrays.fill(s, 0);
        }
        for (int m = block; m < end; m++) {
          preactivations(z, m, i);
          float em = e[m];
          for (int k = 0; k < PADDING; k++) {
            z[k] = em * Math.min(1f, Math.max(0f, z[k]) * STEEP);
          }
          for (int j = 0; j < sums.length; j++) {
            float xj = x[j][m];
            float[] s = sums[j];
            for (int k = 0; k < PADDING; k++) {
              s[k] += z[k] * xj;
            }
          }
        }
        for (int j = 0; j < g.length; j++) {
          for (int k = 0; k < PADDING; k++) {
            g[j][i + k] += sums[j][k];
          }
        }
      }
    }
  }
}
