package org.ntkasymptotics.linalg;

/**
 * Columns of a lower triangular n × r factor L that grows: column c holds the positions c … n − 1.
 */
final class FactorColumns {
  private final double[][] columns;
  private int rank;

  /** None yet, of order n. */
  FactorColumns(int n) {
    columns = new double[n][];
  }

  /** r. */
  int rank() {
    return rank;
  }

  /** L z; z has length r. */
  double[] multiply(double[] z) {
    double[] y = new double[columns.length];
    for (int c = 0; c < rank; c++) {
      for (int i = c; i < y.length; i++) {
        y[i] += columns[c][i - c] * z[c];
      }
    }
    return y;
  }

  /** Exchanges two rows at positions ≥ r. */
  void swap(int a, int b) {
    for (int c = 0; c < rank; c++) {
      double value = columns[c][a - c];
      columns[c][a - c] = columns[c][b - c];
      columns[c][b - c] = value;
    }
  }

  /** Entry of L Lᵀ at two positions ≥ r. */
  double product(int p, int q) {
    double sum = 0;
    for (int c = 0; c < rank; c++) {
      sum += columns[c][p - c] * columns[c][q - c];
    }
    return sum;
  }

  /**
   * Begins new columns with their own rows; they count from {@link #end} on.
   *
   * @param corner rows of a lower triangle
   */
  void begin(double[][] corner) {
    for (int j = 0; j < corner.length; j++) {
      columns[rank + j] = new double[columns.length - rank - j];
      for (int p = j; p < corner.length; p++) {
        columns[rank + j][p - j] = corner[p][j];
      }
    }
  }

  /** Counts columns that were begun. */
  void end(int begun) {
    rank += begun;
  }

  /**
   * Fills the columns begun from a position behind their own rows on; disjoint positions may be
   * filled by several threads.
   *
   * @param corner as for {@link #begin}
   * @param w entries of A there, a row for each column; turned into those of L
   * @param from first position
   */
  void fill(double[][] corner, double[][] w, int from) {
    subtractEarlier(w, from);
    for (int j = 0; j < w.length; j++) {
      for (int m = 0; m < j; m++) {
        subtract(w[j], w[m], 0, corner[j][m]);
      }
      double pivot = corner[j][j];
      for (int i = 0; i < w[j].length; i++) {
        w[j][i] /= pivot;
      }
      System.arraycopy(w[j], 0, columns[rank + j], from - rank - j, w[j].length);
    }
  }

  /** w[j][i] −= Σ_{c &lt; r} L[i][c] L[pivot j][c], four columns at a time. */
  private void subtractEarlier(double[][] w, int from) {
    int c = 0;
    for (; c + 4 <= rank; c += 4) {
      for (int j = 0; j < w.length; j++) {
        subtractFour(w[j], c, from, rank + j);
      }
    }
    for (; c < rank; c++) {
      for (int j = 0; j < w.length; j++) {
        subtract(w[j], columns[c], from - c, columns[c][rank + j - c]);
      }
    }
  }

  private void subtractFour(double[] w, int c, int from, int pivot) {
    double[] l0 = columns[c];
    double[] l1 = columns[c + 1];
    double[] l2 = columns[c + 2];
    double[] l3 = columns[c + 3];
    int at = from - c;
    double s0 = l0[pivot - c];
    double s1 = l1[pivot - c - 1];
    double s2 = l2[pivot - c - 2];
    double s3 = l3[pivot - c - 3];
    for (int i = 0; i < w.length; i++) {
      w[i] -= (l0[at + i] * s0 + l1[at + i - 1] * s1) + (l2[at + i - 2] * s2 + l3[at + i - 3] * s3);
    }
  }

  private static void subtract(double[] w, double[] l, int at, double s) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= l[at + i] * s;
    }
  }
}
