package org.ntkasymptotics.krylov;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.TridiagonalQl;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The operator on the Krylov space of p start vectors: blocks A₁ … A_m on the diagonal, B₁ … B_m−₁
 * below it, and B_m, which couples it to the rest.
 *
 * @param start R (p, p): start vector l is Σᵢ R(i, l) times basis vector i
 * @param diagonals A (p, p), symmetric, m of them, m ≥ 1
 * @param couplings B (p, p), upper triangular, m of them
 */
public record BlockTridiagonal(
    RowMatrix start, List<RowMatrix> diagonals, List<RowMatrix> couplings) {

  /** Copies the lists. */
  public BlockTridiagonal {
    diagonals = List.copyOf(diagonals);
    couplings = List.copyOf(couplings);
    if (diagonals.isEmpty() || couplings.size() != diagonals.size()) {
      throw new IllegalArgumentException(
          "a block tridiagonal matrix needs as many couplings as diagonal blocks, at least one;"
              + " got "
              + couplings.size()
              + " and "
              + diagonals.size());
    }
  }

  /** p. */
  public int width() {
    return start.rows();
  }

  /** m. */
  public int steps() {
    return diagonals.size();
  }

  /** Start, diagonals and couplings below each other, ((2 m + 1) p, p): for files. */
  public RowMatrix packed() {
    int p = width();
    RowMatrix all = RowMatrix.zeros((2 * steps() + 1) * p, p);
    System.arraycopy(start.array(), 0, all.array(), 0, p * p);
    for (int j = 0; j < steps(); j++) {
      System.arraycopy(diagonals.get(j).array(), 0, all.array(), (2 * j + 1) * p * p, p * p);
      System.arraycopy(couplings.get(j).array(), 0, all.array(), (2 * j + 2) * p * p, p * p);
    }
    return all;
  }

  /**
   * The inverse of {@link #packed}.
   *
   * @throws IllegalArgumentException if the matrix has not that form
   */
  public static BlockTridiagonal from(RowMatrix packed) {
    int p = packed.columns();
    if (p < 1 || packed.rows() % p != 0 || packed.rows() / p % 2 == 0) {
      throw new IllegalArgumentException(
          "a block tridiagonal matrix cannot be kept as "
              + packed.rows()
              + " x "
              + packed.columns());
    }
    List<RowMatrix> diagonals = new ArrayList<>();
    List<RowMatrix> couplings = new ArrayList<>();
    for (int j = 1; j < packed.rows() / p; j += 2) {
      diagonals.add(square(packed, j));
      couplings.add(square(packed, j + 1));
    }
    return new BlockTridiagonal(square(packed, 0), diagonals, couplings);
  }

  private static RowMatrix square(RowMatrix packed, int number) {
    int p = packed.columns();
    RowMatrix block = RowMatrix.zeros(p, p);
    System.arraycopy(packed.array(), number * p * p, block.array(), 0, p * p);
    return block;
  }

  /**
   * The matrix of order (m + 1) p with the eigenvalue a, p-fold: its quadrature is that of Radau.
   *
   * <p>The last block is a + B_m D_m⁻¹ B_mᵀ with D₁ = A₁ − a, D_j = A_j − a − B_{j−1} D_{j−1}⁻¹
   * B_{j−1}ᵀ (Golub and Meurant, chapter 6, for p = 1).
   *
   * @param a below all eigenvalues
   * @throws ArithmeticException if it is not below those of this matrix
   */
  BlockTridiagonal withNode(double a) {
    RowMatrix carried = RowMatrix.zeros(width(), width());
    for (int j = 0; j < steps(); j++) {
      carried = SmallMatrices.congruence(couplings.get(j), shifted(j, a, carried));
    }
    RowMatrix end = carried;
    for (int i = 0; i < width(); i++) {
      end.set(i, i, end.get(i, i) + a);
    }
    List<RowMatrix> more = new ArrayList<>(diagonals);
    more.add(end);
    List<RowMatrix> closed = new ArrayList<>(couplings);
    closed.add(RowMatrix.zeros(width(), width()));
    return new BlockTridiagonal(start, more, closed);
  }

  /** D_j. */
  private RowMatrix shifted(int j, double a, RowMatrix carried) {
    RowMatrix d = RowMatrix.zeros(width(), width());
    for (int i = 0; i < width(); i++) {
      for (int k = 0; k < width(); k++) {
        d.set(i, k, diagonals.get(j).get(i, k) - carried.get(i, k) - (i == k ? a : 0));
      }
    }
    return d;
  }

  /** Ritz values with what the start vectors and the next block have of their vectors. */
  public RitzValues ritzValues() {
    int p = width();
    int order = steps() * p;
    double[][] rows = new double[2 * p][order];
    for (int l = 0; l < p; l++) {
      for (int i = 0; i < p; i++) {
        rows[l][i] = start.get(i, l);
        rows[p + l][order - p + i] = couplings.get(steps() - 1).get(l, i);
      }
    }
    BandRotations band = new BandRotations(order, p);
    for (int j = 0; j < steps(); j++) {
      for (int i = 0; i < p; i++) {
        for (int k = 0; k <= i; k++) {
          band.set(j * p + i, j * p + k, diagonals.get(j).get(i, k));
        }
        for (int k = i; k < p && j + 1 < steps(); k++) {
          band.set((j + 1) * p + i, j * p + k, couplings.get(j).get(i, k));
        }
      }
    }
    band.toTridiagonal(rows);
    double[] values = band.diagonal();
    new TridiagonalQl(values, band.subdiagonal(), rows).solve(Meter.SILENT);
    return RitzValues.of(values, rows, p);
  }
}
