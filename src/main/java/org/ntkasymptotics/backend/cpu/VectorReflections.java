package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Reflections} with explicit vectors, four at a time, for blocks that are full; the others
 * go the plain way. Loaded only where the vector module is there.
 */
final class VectorReflections implements Reflections {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STRIP = 4 * LANES;

  private final int b;
  private final PlainReflections plain = new PlainReflections();

  /** For blocks of order b, which {@link #takes} must accept. */
  VectorReflections(int b) {
    this.b = b;
  }

  /** Whether blocks of order b divide into whole strips. */
  static boolean takes(int b) {
    return b % STRIP == 0;
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void twoSided(double[] a, int o, int ld, int m, double[] v, double tau, double[] w) {
    if (m != b) {
      plain.twoSided(a, o, ld, m, v, tau, w);
      return;
    }
    multiply(a, o, ld, m, m, v, w);
    double dot = 0;
    for (int i = 0; i < m; i++) {
      dot += w[i] * v[i];
    }
    double half = -0.5 * tau * tau * dot;
    for (int i = 0; i < m; i++) {
      w[i] = tau * w[i] + half * v[i];
    }
    for (int r = 0; r < m; r += STRIP) {
      subtractStrip(a, o + r, ld, m, v, w, r);
    }
  }

  private static void subtractStrip(
      double[] a, int o, int ld, int m, double[] v, double[] w, int r) {
    DoubleVector v0 = at(v, r).neg();
    DoubleVector v1 = at(v, r + LANES).neg();
    DoubleVector v2 = at(v, r + 2 * LANES).neg();
    DoubleVector v3 = at(v, r + 3 * LANES).neg();
    DoubleVector w0 = at(w, r).neg();
    DoubleVector w1 = at(w, r + LANES).neg();
    DoubleVector w2 = at(w, r + 2 * LANES).neg();
    DoubleVector w3 = at(w, r + 3 * LANES).neg();
    for (int c = 0; c < m; c++) {
      int p = o + c * ld;
      DoubleVector vc = all(v[c]);
      DoubleVector wc = all(w[c]);
      v0.fma(wc, w0.fma(vc, at(a, p))).intoArray(a, p);
      v1.fma(wc, w1.fma(vc, at(a, p + LANES))).intoArray(a, p + LANES);
      v2.fma(wc, w2.fma(vc, at(a, p + 2 * LANES))).intoArray(a, p + 2 * LANES);
      v3.fma(wc, w3.fma(vc, at(a, p + 3 * LANES))).intoArray(a, p + 3 * LANES);
    }
  }

  @Override
  public void multiply(double[] a, int o, int ld, int rows, int columns, double[] v, double[] y) {
    if (rows != b) {
      plain.multiply(a, o, ld, rows, columns, v, y);
      return;
    }
    for (int r = 0; r < rows; r += STRIP) {
      DoubleVector y0 = all(0);
      DoubleVector y1 = all(0);
      DoubleVector y2 = all(0);
      DoubleVector y3 = all(0);
      for (int c = 0; c < columns; c++) {
        int p = o + r + c * ld;
        DoubleVector vc = all(v[c]);
        y0 = at(a, p).fma(vc, y0);
        y1 = at(a, p + LANES).fma(vc, y1);
        y2 = at(a, p + 2 * LANES).fma(vc, y2);
        y3 = at(a, p + 3 * LANES).fma(vc, y3);
      }
      y0.intoArray(y, r);
      y1.intoArray(y, r + LANES);
      y2.intoArray(y, r + 2 * LANES);
      y3.intoArray(y, r + 3 * LANES);
    }
  }

  @Override
  public void offDiagonal(
      double[] a,
      int o,
      int ld,
      int rows,
      int columns,
      double[] v,
      double tau,
      double[] y,
      double[] v2,
      double tau2) {
    if (rows != b) {
      plain.offDiagonal(a, o, ld, rows, columns, v, tau, y, v2, tau2);
    } else if (b == STRIP) {
      oneStrip(a, o, ld, columns, v, tau, y, v2, tau2);
    } else {
      strips(a, o, ld, columns, v, tau, y, v2, tau2);
    }
  }

  private static void oneStrip(
      double[] a,
      int o,
      int ld,
      int columns,
      double[] v,
      double tau,
      double[] y,
      double[] v2,
      double tau2) {
    DoubleVector y0 = at(y, 0);
    DoubleVector y1 = at(y, LANES);
    DoubleVector y2 = at(y, 2 * LANES);
    DoubleVector y3 = at(y, 3 * LANES);
    DoubleVector u0 = at(v2, 0);
    DoubleVector u1 = at(v2, LANES);
    DoubleVector u2 = at(v2, 2 * LANES);
    DoubleVector u3 = at(v2, 3 * LANES);
    for (int c = 1; c < columns; c++) {
      int p = o + c * ld;
      DoubleVector f = all(-tau * v[c]);
      DoubleVector e0 = y0.fma(f, at(a, p));
      DoubleVector e1 = y1.fma(f, at(a, p + LANES));
      DoubleVector e2 = y2.fma(f, at(a, p + 2 * LANES));
      DoubleVector e3 = y3.fma(f, at(a, p + 3 * LANES));
      DoubleVector products = e0.mul(u0).add(e1.mul(u1)).add(e2.fma(u2, e3.mul(u3)));
      DoubleVector g = all(-tau2 * products.reduceLanes(VectorOperators.ADD));
      u0.fma(g, e0).intoArray(a, p);
      u1.fma(g, e1).intoArray(a, p + LANES);
      u2.fma(g, e2).intoArray(a, p + 2 * LANES);
      u3.fma(g, e3).intoArray(a, p + 3 * LANES);
    }
  }

  private void strips(
      double[] a,
      int o,
      int ld,
      int columns,
      double[] v,
      double tau,
      double[] y,
      double[] v2,
      double tau2) {
    for (int c = 1; c < columns; c++) {
      int p = o + c * ld;
      DoubleVector f = all(-tau * v[c]);
      DoubleVector s0 = all(0);
      DoubleVector s1 = all(0);
      for (int r = 0; r < b; r += 2 * LANES) {
        DoubleVector e0 = at(y, r).fma(f, at(a, p + r));
        DoubleVector e1 = at(y, r + LANES).fma(f, at(a, p + r + LANES));
        e0.intoArray(a, p + r);
        e1.intoArray(a, p + r + LANES);
        s0 = e0.fma(at(v2, r), s0);
        s1 = e1.fma(at(v2, r + LANES), s1);
      }
      DoubleVector g = all(-tau2 * s0.add(s1).reduceLanes(VectorOperators.ADD));
      for (int r = 0; r < b; r += 2 * LANES) {
        at(v2, r).fma(g, at(a, p + r)).intoArray(a, p + r);
        at(v2, r + LANES).fma(g, at(a, p + r + LANES)).intoArray(a, p + r + LANES);
      }
    }
  }
}
