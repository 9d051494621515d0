package org.ntkasymptotics.backend.cpu;

/** {@link Reflections} in loops that the JIT compiler vectorises; any block sizes. */
final class PlainReflections implements Reflections {

  @Override
  public void twoSided(double[] a, int o, int ld, int m, double[] v, double tau, double[] w) {
    multiply(a, o, ld, m, m, v, w);
    double half = -0.5 * tau * tau * dot(w, 0, v, m);
    for (int i = 0; i < m; i++) {
      w[i] = tau * w[i] + half * v[i];
    }
    for (int c = 0; c < m; c++) {
      subtract(a, o + c * ld, w[c], v, v[c], w, m);
    }
  }

  @Override
  public void multiply(double[] a, int o, int ld, int rows, int columns, double[] v, double[] y) {
    java.util.Arrays.fill(y, 0, rows, 0);
    for (int c = 0; c < columns; c++) {
      double factor = v[c];
      int p = o + c * ld;
      for (int i = 0; i < rows; i++) {
        y[i] += factor * a[p + i];
      }
    }
  }

  @Override
  public void offDiagonal(
      double[] a,
      int o,
      int ld,
      int rows,
      int columns,
      double[] v,
      double tau,
      double[] y,
      double[] v2,
      double tau2) {
    for (int c = 1; c < columns; c++) {
      int p = o + c * ld;
      subtract(a, p, tau * v[c], y, rows);
      if (tau2 != 0) {
        subtract(a, p, tau2 * dot(a, p, v2, rows), v2, rows);
      }
    }
  }

  private static void subtract(double[] a, int o, double s, double[] x, int n) {
    for (int i = 0; i < n; i++) {
      a[o + i] -= s * x[i];
    }
  }

  private static void subtract(
      double[] a, int o, double s, double[] x, double t, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      a[o + i] -= s * x[i] + t * y[i];
    }
  }

  private static double dot(double[] a, int o, double[] x, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[o + i] * x[i];
      s1 += a[o + i + 1] * x[i + 1];
      s2 += a[o + i + 2] * x[i + 2];
      s3 += a[o + i + 3] * x[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[o + i] * x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
