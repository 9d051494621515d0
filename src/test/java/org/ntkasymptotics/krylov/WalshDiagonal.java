package org.ntkasymptotics.krylov;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;

/** W diag(λ) W with the Walsh–Hadamard matrix W, whose rows are spread over all places. */
record WalshDiagonal(double[] values) implements SymmetricOperator {

  /** λₙ = (n + ½)^−ν, n &lt; M, a power of 2. */
  static WalshDiagonal powerLaw(int order, double nu) {
    return new WalshDiagonal(MirroredDiagonal.powerLaw(order, nu).values());
  }

  @Override
  public int order() {
    return values.length;
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order());
    for (int k = 0; k < vectors.rows(); k++) {
      double[] v = transform(vectors.row(k));
      for (int i = 0; i < order(); i++) {
        v[i] *= values[i];
      }
      System.arraycopy(transform(v), 0, out.array(), k * order(), order());
    }
    return out;
  }

  /** The components along the eigenvectors; its own inverse. */
  double[] transform(double[] x) {
    double[] y = x.clone();
    for (int half = 1; half < y.length; half *= 2) {
      for (int i = 0; i < y.length; i++) {
        if ((i & half) == 0) {
          double a = y[i];
          double b = y[i + half];
          y[i] = a + b;
          y[i + half] = a - b;
        }
      }
    }
    for (int i = 0; i < y.length; i++) {
      y[i] /= Math.sqrt(y.length);
    }
    return y;
  }
}
