package org.ntkasymptotics.linalg;

import org.ntkasymptotics.host.JavaHeap;

/**
 * A symmetric n × n matrix of doubles in host memory, lower triangle only, one Java array a row, so
 * that n is not bounded by the length of a single array.
 */
public final class SymmetricMatrix {
  private final double[][] lower;

  /**
   * The zero matrix of order n.
   *
   * @throws IllegalArgumentException if n is negative or the heap can never hold the matrix
   */
  public SymmetricMatrix(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("a matrix cannot have order " + n);
    }
    if (!JavaHeap.fits((double) bytes(n))) {
      throw new IllegalArgumentException(
          ("a symmetric matrix of order " + n + " " + JavaHeap.shortage((double) bytes(n)))
              + (", or take at most order " + largestOrder(JavaHeap.most())));
    }
    lower = new double[n][];
    for (int i = 0; i < n; i++) {
      lower[i] = new double[i + 1];
    }
  }

  /** Bytes of the entries of a matrix of order n: 4 n (n + 1). */
  public static long bytes(int n) {
    return 4L * n * (n + 1L);
  }

  /** The largest order whose entries fit into so many bytes. */
  public static int largestOrder(long bytes) {
    int n = (int) Math.min(Integer.MAX_VALUE - 8, Math.sqrt(bytes / 4.0));
    return n > 0 && bytes(n) > bytes ? n - 1 : n;
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
