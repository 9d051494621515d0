package org.ntkasymptotics.krylov;

/** W diag(λ) W with the Walsh–Hadamard matrix W, whose rows are spread over all places. */
record WalshDiagonal(double[] values) implements KnownSpectrum {

  /** λₙ = (n + ½)^−ν, n &lt; M, a power of 2. */
  static WalshDiagonal powerLaw(int order, double nu) {
    return new WalshDiagonal(MirroredDiagonal.powerLaw(order, nu).values());
  }

  @Override
  public double[] components(double[] x) {
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
