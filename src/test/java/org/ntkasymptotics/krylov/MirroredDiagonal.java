package org.ntkasymptotics.krylov;

/** H diag(λ) H with the reflection H = 1 − 2 v vᵀ: eigenvalues and eigenvectors are known. */
record MirroredDiagonal(double[] values, double[] mirror) implements KnownSpectrum {

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
  public double[] components(double[] x) {
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
