package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;

/** The passes in double precision, written for accuracy and clearness: the reference. */
final class DoubleDescent implements DescentArithmetic {
  private final Activation activation;
  private final double[][] x;
  private final double[] e;
  private final double[][] u;
  private final double[] v;

  /** Points (M, d), padded. */
  DoubleDescent(RowMatrix points, int neurons, Activation activation) {
    this.activation = activation;
    int d = points.columns();
    x = FloatDescent.liftedPoints(points);
    e = new double[x[0].length];
    u = new double[d + 1][neurons];
    v = new double[neurons];
  }

  @Override
  public void load(DescentParameters parameters, int from, int to) {
    for (int j = 0; j < u.length; j++) {
      System.arraycopy(parameters.lifted()[j], from, u[j], from, to - from);
    }
    System.arraycopy(parameters.output(), from, v, from, to - from);
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    double[] z = new double[PADDING];
    for (int m = from; m < to; m++) {
      double sum = 0;
      for (int i = 0; i < v.length; i += PADDING) {
        preactivations(z, m, i);
        for (int k = 0; k < PADDING; k++) {
          sum += v[i + k] * activation.value(z[k]);
        }
      }
      f[m] = sum;
    }
  }

  private void preactivations(double[] z, int m, int i) {
    java.util.Arrays.fill(z, 0);
    for (int j = 0; j < u.length; j++) {
      double xj = x[j][m];
      double[] uj = u[j];
      for (int k = 0; k < PADDING; k++) {
        z[k] += uj[i + k] * xj;
      }
    }
  }

  @Override
  public void errors(double[] errors, int from, int to) {
    System.arraycopy(errors, from, e, from, to - from);
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    double[] z = new double[PADDING];
    for (int i = from; i < to; i += PADDING) {
      for (double[] gj : g) {
        java.util.Arrays.fill(gj, i, i + PADDING, 0);
      }
      for (int m = 0; m < e.length; m++) {
        preactivations(z, m, i);
        for (int k = 0; k < PADDING; k++) {
          z[k] = e[m] * activation.slope(z[k]);
        }
        for (int j = 0; j < g.length; j++) {
          double xj = x[j][m];
          double[] gj = g[j];
          for (int k = 0; k < PADDING; k++) {
            gj[i + k] += z[k] * xj;
          }
        }
      }
    }
  }
}
