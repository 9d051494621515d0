package org.ntkasymptotics.linalg;

/** {@link PanelProducts} in plain Java. */
final class PlainPanelProducts implements PanelProducts {

  @Override
  public void dots(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] x,
      int from,
      int stride,
      int vectors,
      double[] sums) {
    for (int k = 0; k < vectors; k++) {
      for (int c = 0; c < ROWS; c++) {
        sums[k * ROWS + c] = dot(panel, at + c * pitch, x, from + k * stride, n);
      }
    }
  }

  /** Four independent sums, so that additions overlap. */
  private static double dot(double[] a, int atA, double[] b, int atB, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[atA + i] * b[atB + i];
      s1 += a[atA + i + 1] * b[atB + i + 1];
      s2 += a[atA + i + 2] * b[atB + i + 2];
      s3 += a[atA + i + 3] * b[atB + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[atA + i] * b[atB + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void add(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] weights,
      int vectors,
      double[] y,
      int from,
      int stride) {
    for (int k = 0; k < vectors; k++) {
      double w0 = weights[k * ROWS];
      double w1 = weights[k * ROWS + 1];
      double w2 = weights[k * ROWS + 2];
      double w3 = weights[k * ROWS + 3];
      int to = from + k * stride;
      for (int i = 0; i < n; i++) {
        int p = at + i;
        y[to + i] +=
            w0 * panel[p]
                + w1 * panel[p + pitch]
                + (w2 * panel[p + 2 * pitch] + w3 * panel[p + 3 * pitch]);
      }
    }
  }
}
