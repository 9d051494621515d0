package org.ntkasymptotics.krylov;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;

/** U diag(λ) U with a symmetric orthogonal U: eigenvalues and eigenvectors are known. */
interface KnownSpectrum extends SymmetricOperator {

  /** λ. */
  double[] values();

  /** U x: the components along the eigenvectors; its own inverse. */
  double[] components(double[] x);

  @Override
  default int order() {
    return values().length;
  }

  @Override
  default RowMatrix apply(RowMatrix vectors) {
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order());
    for (int k = 0; k < vectors.rows(); k++) {
      double[] v = components(vectors.row(k));
      for (int i = 0; i < order(); i++) {
        v[i] *= values()[i];
      }
      System.arraycopy(components(v), 0, out.array(), k * order(), order());
    }
    return out;
  }
}
