package org.ntkasymptotics.krylov;

import org.ntkasymptotics.linalg.RowMatrix;

/**
 * What one step of block Lanczos adds: p orthonormal vectors, and the blocks that lead to them.
 *
 * @param vectors (p, M), rows orthonormal
 * @param coupling R (p, p), upper triangular: row l of what was orthonormalised is Σᵢ R(i, l) times
 *     row i of {@code vectors}
 * @param diagonal A (p, p) of the step that led here; zeros for the start vectors
 */
public record LanczosBlock(RowMatrix vectors, RowMatrix coupling, RowMatrix diagonal) {

  /** p. */
  public int width() {
    return vectors.rows();
  }

  /** All three side by side, (p, M + 2 p): for files. */
  public RowMatrix packed() {
    int m = vectors.columns();
    int p = width();
    RowMatrix all = RowMatrix.zeros(p, m + 2 * p);
    for (int l = 0; l < p; l++) {
      System.arraycopy(vectors.array(), l * m, all.array(), l * (m + 2 * p), m);
      System.arraycopy(coupling.array(), l * p, all.array(), l * (m + 2 * p) + m, p);
      System.arraycopy(diagonal.array(), l * p, all.array(), l * (m + 2 * p) + m + p, p);
    }
    return all;
  }

  /**
   * The inverse of {@link #packed}.
   *
   * @throws IllegalArgumentException if the matrix has not that form
   */
  public static LanczosBlock from(RowMatrix packed) {
    int p = packed.rows();
    int m = packed.columns() - 2 * p;
    if (p < 1 || m < p) {
      throw new IllegalArgumentException(
          "a block of Lanczos vectors cannot be " + p + " x " + packed.columns());
    }
    return new LanczosBlock(
        columns(packed, 0, m), columns(packed, m, p), columns(packed, m + p, p));
  }

  private static RowMatrix columns(RowMatrix all, int from, int count) {
    RowMatrix part = RowMatrix.zeros(all.rows(), count);
    for (int l = 0; l < all.rows(); l++) {
      System.arraycopy(all.array(), l * all.columns() + from, part.array(), l * count, count);
    }
    return part;
  }
}
