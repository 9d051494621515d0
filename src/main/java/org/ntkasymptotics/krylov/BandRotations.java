package org.ntkasymptotics.krylov;

/**
 * A symmetric band matrix, brought to tridiagonal form by plane rotations that are also applied to
 * a few rows. Source: H. R. Schwarz, Numer. Math. 12 (1968), 231. Cost: about 6 n² (b + rows).
 */
final class BandRotations {
  private final int order;
  private final int width;

  /**
   * Entry (i, j), i ≥ j, at [i][i − j]; one more diagonal than the band for what a rotation adds.
   */
  private final double[][] lower;

  /**
   * Zeros.
   *
   * @param order n
   * @param width b: entries (i, j) with |i − j| ≤ b may be set
   */
  BandRotations(int order, int width) {
    this.order = order;
    this.width = width;
    this.lower = new double[order][width + 2];
  }

  void set(int i, int j, double value) {
    lower[i][i - j] = value;
  }

  double[] diagonal() {
    double[] d = new double[order];
    for (int i = 0; i < order; i++) {
      d[i] = lower[i][0];
    }
    return d;
  }

  /** Entries (i + 1, i), length n, the last one 0. */
  double[] subdiagonal() {
    double[] e = new double[order];
    for (int i = 0; i + 1 < order; i++) {
      e[i] = lower[i + 1][1];
    }
    return e;
  }

  /**
   * Makes all but three diagonals zero.
   *
   * @param rows of length n, multiplied with the transposed rotations
   */
  void toTridiagonal(double[][] rows) {
    for (int column = 0; column < order - 2; column++) {
      for (int distance = Math.min(width, order - 1 - column); distance > 1; distance--) {
        int j = column;
        // The entry that each rotation adds below the band is chased off the end.
        for (int i = column + distance; i < order; i += width) {
          if (lower[i][i - j] == 0) {
            break;
          }
          rotate(i, j, rows);
          j = i - 1;
        }
      }
    }
  }

  /** Rotates rows and columns i − 1 and i so that entry (i, j) becomes zero. */
  private void rotate(int i, int j, double[][] rows) {
    int p = i - 1;
    double a = lower[p][p - j];
    double b = lower[i][i - j];
    double h = Math.hypot(a, b);
    double c = a / h;
    double s = b / h;
    for (int k = Math.max(0, i - width - 1); k < p; k++) {
      double u = lower[p][p - k];
      double v = lower[i][i - k];
      lower[p][p - k] = c * u + s * v;
      lower[i][i - k] = c * v - s * u;
    }
    lower[i][i - j] = 0;
    double pp = lower[p][0];
    double ii = lower[i][0];
    double ip = lower[i][1];
    lower[p][0] = c * c * pp + 2 * c * s * ip + s * s * ii;
    lower[i][0] = s * s * pp - 2 * c * s * ip + c * c * ii;
    lower[i][1] = c * s * (ii - pp) + (c * c - s * s) * ip;
    for (int k = i + 1; k < Math.min(order, i + width + 1); k++) {
      double u = lower[k][k - p];
      double v = lower[k][k - i];
      lower[k][k - p] = c * u + s * v;
      lower[k][k - i] = c * v - s * u;
    }
    for (double[] row : rows) {
      double u = row[p];
      row[p] = c * u + s * row[i];
      row[i] = c * row[i] - s * u;
    }
  }
}
