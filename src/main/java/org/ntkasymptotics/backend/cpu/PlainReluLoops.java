package org.ntkasymptotics.backend.cpu;

/**
 * {@link ReluLoops} in plain Java: small loops, each simple enough for the JIT compiler to
 * vectorise.
 */
final class PlainReluLoops implements ReluLoops {
  private final double[] norms;
  private final int m;
  private final double[] b;

  PlainReluLoops(double[] norms, int m) {
    this.norms = norms;
    this.m = m;
    this.b = ReluLoops.polynomial(m);
  }

  @Override
  public void brackets(double factor, int from, int n, PairTile tile) {
    double[] e = tile.e;
    double[] f = tile.f;
    double[] y = tile.argument;
    double[] value = tile.spare;
    double[] rest = tile.entries;
    for (int i = 0; i < n; i++) {
      y[i] = Math.min(e[i], f[i]) - 1;
    }
    PlainPolynomials.fill(b, y, n, value);
    double half = 0.5 * Math.PI * m;
    for (int i = 0; i < n; i++) {
      rest[i] = Math.max(half * (2 - e[i]), 0);
    }
    for (int i = 0; i < n; i++) {
      value[i] *= Math.sqrt(Math.min(e[i], f[i]));
    }
    for (int i = 0; i < n; i++) {
      rest[i] = factor * norms[from + i] * (value[i] + rest[i]);
    }
  }
}
