package org.ntkasymptotics.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link PanelProducts} with explicit vectors; loaded only where the vector module is there. */
final class VectorPanelProducts implements PanelProducts {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static DoubleVector row(double[] array, int at, int i) {
    return DoubleVector.fromArray(SPECIES, array, at + i);
  }

  @Override
  public void dots(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] x,
      int from,
      int stride,
      int vectors,
      double[] sums) {
    int k = 0;
    for (; k + 1 < vectors; k += 2) {
      int first = from + k * stride;
      pair(panel, at, pitch, n, x, first, first + stride, sums, k * ROWS);
    }
    if (k < vectors) {
      single(panel, at, pitch, n, x, from + k * stride, sums, k * ROWS);
    }
  }

  private static void pair(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] x,
      int first,
      int second,
      double[] sums,
      int to) {
    DoubleVector a0 = DoubleVector.zero(SPECIES);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    DoubleVector b3 = a0;
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector p0 = row(panel, at, i);
      DoubleVector p1 = row(panel, at + pitch, i);
      DoubleVector p2 = row(panel, at + 2 * pitch, i);
      DoubleVector p3 = row(panel, at + 3 * pitch, i);
      DoubleVector u = row(x, 0, first + i);
      DoubleVector v = row(x, 0, second + i);
      a0 = u.fma(p0, a0);
      a1 = u.fma(p1, a1);
      a2 = u.fma(p2, a2);
      a3 = u.fma(p3, a3);
      b0 = v.fma(p0, b0);
      b1 = v.fma(p1, b1);
      b2 = v.fma(p2, b2);
      b3 = v.fma(p3, b3);
    }
    store(panel, at, pitch, n, x, first, sums, to, a0, a1, a2, a3);
    store(panel, at, pitch, n, x, second, sums, to + ROWS, b0, b1, b2, b3);
  }

  private static void single(
      double[] panel, int at, int pitch, int n, double[] x, int first, double[] sums, int to) {
    DoubleVector a0 = DoubleVector.zero(SPECIES);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector u = row(x, 0, first + i);
      a0 = u.fma(row(panel, at, i), a0);
      a1 = u.fma(row(panel, at + pitch, i), a1);
      a2 = u.fma(row(panel, at + 2 * pitch, i), a2);
      a3 = u.fma(row(panel, at + 3 * pitch, i), a3);
    }
    store(panel, at, pitch, n, x, first, sums, to, a0, a1, a2, a3);
  }

  /** Adds up the lanes and what is left of less than a bundle of them. */
  private static void store(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] x,
      int first,
      double[] sums,
      int to,
      DoubleVector s0,
      DoubleVector s1,
      DoubleVector s2,
      DoubleVector s3) {
    double r0 = s0.reduceLanes(VectorOperators.ADD);
    double r1 = s1.reduceLanes(VectorOperators.ADD);
    double r2 = s2.reduceLanes(VectorOperators.ADD);
    double r3 = s3.reduceLanes(VectorOperators.ADD);
    for (int i = SPECIES.loopBound(n); i < n; i++) {
      double u = x[first + i];
      r0 = Math.fma(u, panel[at + i], r0);
      r1 = Math.fma(u, panel[at + pitch + i], r1);
      r2 = Math.fma(u, panel[at + 2 * pitch + i], r2);
      r3 = Math.fma(u, panel[at + 3 * pitch + i], r3);
    }
    sums[to] = r0;
    sums[to + 1] = r1;
    sums[to + 2] = r2;
    sums[to + 3] = r3;
  }

  @Override
  public void add(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] weights,
      int vectors,
      double[] y,
      int from,
      int stride) {
    for (int k = 0; k < vectors; k++) {
      add(panel, at, pitch, n, weights, k * ROWS, y, from + k * stride);
    }
  }

  private static void add(
      double[] panel, int at, int pitch, int n, double[] weights, int w, double[] y, int first) {
    double w0 = weights[w];
    double w1 = weights[w + 1];
    double w2 = weights[w + 2];
    double w3 = weights[w + 3];
    DoubleVector v0 = DoubleVector.broadcast(SPECIES, w0);
    DoubleVector v1 = DoubleVector.broadcast(SPECIES, w1);
    DoubleVector v2 = DoubleVector.broadcast(SPECIES, w2);
    DoubleVector v3 = DoubleVector.broadcast(SPECIES, w3);
    int whole = SPECIES.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector sum = row(panel, at, i).fma(v0, row(y, 0, first + i));
      sum = row(panel, at + pitch, i).fma(v1, sum);
      sum = row(panel, at + 2 * pitch, i).fma(v2, sum);
      row(panel, at + 3 * pitch, i).fma(v3, sum).intoArray(y, first + i);
    }
    for (int i = whole; i < n; i++) {
      double sum = Math.fma(panel[at + i], w0, y[first + i]);
      sum = Math.fma(panel[at + pitch + i], w1, sum);
      sum = Math.fma(panel[at + 2 * pitch + i], w2, sum);
      y[first + i] = Math.fma(panel[at + 3 * pitch + i], w3, sum);
    }
  }
}
