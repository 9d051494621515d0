package org.ntkasymptotics.linalg;

/**
 * A symmetric n × n matrix of doubles in host memory, lower triangle only, one Java array a row, so
 * that n is not bounded by the length of a single array.
 */
public final class SymmetricMatrix {
  private final double[][] lower;

  /** The zero matrix of order n. */
  public SymmetricMatrix(int n) {
    lower = new double[n][];
    for (int i = 0; i < n; i++) {
      lower[i] = new double[i + 1];
    }
  }

  /** Order n. */
  public int size() {
    return lower.length;
  }

  /** Entry (i, j) = entry (j, i). */
  public double get(int i, int j) {
    return i >= j ? lower[i][j] : lower[j][i];
  }

  /** Sets entries (i, j) and (j, i). */
  public void set(int i, int j, double value) {
    if (i >= j) {
      lower[i][j] = value;
    } else {
      lower[j][i] = value;
    }
  }

  /** Row i up to and including the diagonal (length i + 1); the backing array itself. */
  public double[] lowerRow(int i) {
    return lower[i];
  }
}
