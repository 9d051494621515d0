package org.ntkasymptotics.backend.cpu;

/**
 * What bulge chasing does to blocks, H = I − τ v vᵀ. Blocks are column-major in {@code a} from
 * {@code o} on with leading dimension {@code ld}; vectors have length b or more.
 */
interface Reflections {

  /** D ← H D H for a full symmetric m × m block; {@code w} is scratch. */
  void twoSided(double[] a, int o, int ld, int m, double[] v, double tau, double[] w);

  /** y ← E v for a rows × columns block. */
  void multiply(double[] a, int o, int ld, int rows, int columns, double[] v, double[] y);

  /**
   * E ← H₂ (E − τ y vᵀ) for the columns 1 … columns − 1 of a block, H₂ = I − τ₂ v₂ v₂ᵀ.
   *
   * @param y E v
   */
  void offDiagonal(
      double[] a,
      int o,
      int ld,
      int rows,
      int columns,
      double[] v,
      double tau,
      double[] y,
      double[] v2,
      double tau2);

  /** The fastest form that this JVM can run for blocks of order b. */
  static Reflections of(int b) {
    return VectorModule.present() && VectorReflections.takes(b)
        ? new VectorReflections(b)
        : new PlainReflections();
  }

  /**
   * The reflection that turns x = a[o … o + m) into (β, 0, …, 0); writes that to a and v, v[0] = 1.
   * Orthogonal to rounding for x of any length: where squares would lose bits to underflow, as in
   * the null space of a rank-deficient matrix, x is scaled up first.
   *
   * @return τ; 0 if x already has that form
   */
  static double householder(double[] a, int o, int m, double[] v) {
    double square = 0;
    for (int i = 0; i < m; i++) {
      square += a[o + i] * a[o + i];
    }
    if (square > 1e-280) {
      return unscaled(a, o, m, v);
    }
    for (int i = 0; i < m; i++) {
      a[o + i] *= 0x1p600;
    }
    double tau = unscaled(a, o, m, v);
    a[o] *= 0x1p-600;
    return tau;
  }

  private static double unscaled(double[] a, int o, int m, double[] v) {
    double tail = 0;
    for (int i = 1; i < m; i++) {
      tail += a[o + i] * a[o + i];
    }
    v[0] = 1;
    if (tail == 0) {
      java.util.Arrays.fill(v, 1, v.length, 0);
      java.util.Arrays.fill(a, o + 1, o + m, 0);
      return 0;
    }
    double alpha = a[o];
    double beta = -Math.copySign(Math.sqrt(alpha * alpha + tail), alpha);
    double inverse = 1 / (alpha - beta);
    for (int i = 1; i < m; i++) {
      v[i] = a[o + i] * inverse;
      a[o + i] = 0;
    }
    a[o] = beta;
    return (beta - alpha) / beta;
  }
}
