package org.ntkasymptotics.krylov;

import org.ntkasymptotics.linalg.RowMatrix;

/** Arithmetic of p × p matrices. */
final class SmallMatrices {
  private SmallMatrices() {}

  /**
   * B D⁻¹ Bᵀ by a Cholesky decomposition of D.
   *
   * @param d symmetric, positive definite
   * @throws ArithmeticException if it is not
   */
  static RowMatrix congruence(RowMatrix b, RowMatrix d) {
    int p = d.rows();
    RowMatrix l = cholesky(d);
    // Row i of Y solves L yᵢ = row i of B, so that B D⁻¹ Bᵀ = Y Yᵀ.
    RowMatrix y = RowMatrix.zeros(p, p);
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < p; k++) {
        double sum = b.get(i, k);
        for (int j = 0; j < k; j++) {
          sum -= l.get(k, j) * y.get(i, j);
        }
        y.set(i, k, sum / l.get(k, k));
      }
    }
    RowMatrix product = RowMatrix.zeros(p, p);
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < p; k++) {
        double sum = 0;
        for (int j = 0; j < p; j++) {
          sum += y.get(i, j) * y.get(k, j);
        }
        product.set(i, k, sum);
      }
    }
    return product;
  }

  private static RowMatrix cholesky(RowMatrix d) {
    int p = d.rows();
    RowMatrix l = RowMatrix.zeros(p, p);
    for (int k = 0; k < p; k++) {
      for (int i = k; i < p; i++) {
        double sum = d.get(i, k);
        for (int j = 0; j < k; j++) {
          sum -= l.get(i, j) * l.get(k, j);
        }
        if (i == k && !(sum > 0)) {
          throw new ArithmeticException("a matrix is not positive definite: pivot " + sum);
        }
        l.set(i, k, i == k ? Math.sqrt(sum) : sum / l.get(k, k));
      }
    }
    return l;
  }
}
