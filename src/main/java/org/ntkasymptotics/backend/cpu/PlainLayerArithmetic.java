package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.network.Activation;

/** {@link LayerArithmetic} in double precision, row by row, whatever the matrices hold. */
final class PlainLayerArithmetic implements LayerArithmetic {

  @Override
  public void activate(
      Activation activation, NativeMatrix z, NativeMatrix slopes, int from, int to, int n) {
    double[] row = new double[n];
    double[] slope = new double[n];
    for (int m = from; m < to; m++) {
      z.read(m, 0, n, row);
      activation.apply(row, slope, n);
      z.write(m, 0, n, row);
      slopes.write(m, 0, n, slope);
    }
  }

  @Override
  public void rectify(NativeMatrix z, int from, int to, int n) {
    double[] row = new double[n];
    for (int m = from; m < to; m++) {
      z.read(m, 0, n, row);
      for (int i = 0; i < n; i++) {
        row[i] = Math.max(row[i], 0);
      }
      z.write(m, 0, n, row);
    }
  }

  @Override
  public void steps(NativeMatrix y, int from, int to, int n, NativeMatrix into) {
    double[] row = new double[n];
    for (int m = from; m < to; m++) {
      y.read(m, 0, n, row);
      for (int i = 0; i < n; i++) {
        row[i] = row[i] > 0 ? 1 : 0;
      }
      into.write(m, 0, n, row);
    }
  }

  @Override
  public void keepWherePositive(NativeMatrix a, int at, NativeMatrix y, int from, int to, int n) {
    double[] row = new double[n];
    double[] signs = new double[n];
    for (int m = 0; m < to - from; m++) {
      a.read(at + m, 0, n, row);
      y.read(from + m, 0, n, signs);
      for (int i = 0; i < n; i++) {
        row[i] = signs[i] > 0 ? row[i] : 0;
      }
      a.write(at + m, 0, n, row);
    }
  }

  @Override
  public void outputs(NativeMatrix y, double[] c, double scale, int from, int to, double[] f) {
    double[] row = new double[c.length];
    for (int m = from; m < to; m++) {
      y.read(m, 0, c.length, row);
      f[m] = scale * LayeredPasses.dot(c, row);
    }
  }

  @Override
  public void addWeightedRows(NativeMatrix y, double[] w, int from, int to, double[] sum) {
    double[] row = new double[sum.length];
    for (int m = from; m < to; m++) {
      y.read(m, 0, row.length, row);
      for (int i = 0; i < row.length; i++) {
        sum[i] += w[m] * row[i];
      }
    }
  }

  @Override
  public void weigh(NativeMatrix slopes, double[] w, double[] v, int from, int to) {
    double[] row = new double[v.length];
    for (int m = from; m < to; m++) {
      slopes.read(m, 0, row.length, row);
      for (int i = 0; i < row.length; i++) {
        row[i] *= w[m] * v[i];
      }
      slopes.write(m, 0, row.length, row);
    }
  }

  @Override
  public void times(
      NativeMatrix a, NativeMatrix slopes, int from, int to, int n, NativeMatrix into, int at) {
    double[] row = new double[n];
    double[] slope = new double[n];
    for (int m = 0; m < to - from; m++) {
      a.read(m, 0, n, row);
      slopes.read(from + m, 0, n, slope);
      for (int i = 0; i < n; i++) {
        row[i] *= slope[i];
      }
      into.write(at + m, 0, n, row);
    }
  }

  @Override
  public void add(NativeMatrix a, int from, int to, int columns, double[] sum) {
    double[] row = new double[columns];
    for (int i = 0; i < to - from; i++) {
      a.read(from + i, 0, columns, row);
      for (int j = 0; j < columns; j++) {
        sum[i * columns + j] += row[j];
      }
    }
  }

  @Override
  public void scale(double[] numbers, int n, double scale, int from, int to, NativeMatrix into) {
    double[] scaled = new double[n];
    for (int i = from; i < to; i++) {
      for (int j = 0; j < n; j++) {
        scaled[j] = scale * numbers[i * n + j];
      }
      into.write(i, 0, n, scaled);
    }
  }
}
