package org.ntkasymptotics.krylov;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;

/** H diag(λ) H with the reflection H = 1 − 2 v vᵀ: eigenvalues and eigenvectors are known. */
record MirroredDiagonal(double[] values, double[] mirror) implements SymmetricOperator {

  /** With a mirror that mixes all directions. */
  static MirroredDiagonal of(double[] values) {
    double[] mirror = new double[values.length];
    double square = 0;
    for (int i = 0; i < mirror.length; i++) {
      mirror[i] = Math.sin(1 + 3.7 * i);
      square += mirror[i] * mirror[i];
    }
    for (int i = 0; i < mirror.length; i++) {
      mirror[i] /= Math.sqrt(square);
    }
    return new MirroredDiagonal(values, mirror);
  }

  /** λₙ = (n + ½)^−ν. */
  static MirroredDiagonal powerLaw(int order, double nu) {
    double[] values = new double[order];
    for (int n = 0; n < order; n++) {
      values[n] = Math.pow(n + 0.5, -nu);
    }
    return of(values);
  }

  @Override
  public int order() {
    return values.length;
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order());
    for (int k = 0; k < vectors.rows(); k++) {
      double[] v = reflect(vectors.row(k));
      for (int i = 0; i < order(); i++) {
        v[i] *= values[i];
      }
      System.arraycopy(reflect(v), 0, out.array(), k * order(), order());
    }
    return out;
  }

  /** The components along the eigenvectors; its own inverse. */
  double[] reflect(double[] x) {
    double overlap = 0;
    for (int i = 0; i < x.length; i++) {
      overlap += mirror[i] * x[i];
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] - 2 * overlap * mirror[i];
    }
    return y;
  }
}
