package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link PairChords} with explicit vectors; loaded only where the vector module is there. */
final class VectorPairChords implements PairChords {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final PointColumns points;
  private final SquareSums squares = new VectorSquareSums();

  VectorPairChords(PointColumns points) {
    this.points = points;
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void fill(int j, int from, int n, PairTile tile) {
    double[][] u = points.directions;
    double[] e = tile.e;
    double[] f = tile.f;
    if (points.remainders.length > 0) {
      fine(j, from, n, e, f);
      return;
    }
    if (u.length > SquareSums.RUN) {
      squares.ofChords(u, j, from, n, e, f, tile.spare);
      return;
    }
    if (u.length == 2) {
      line(u[0], u[1], j, from, n, e, f);
    } else {
      plane(u[0], u[1], u[2], j, from, n, e, f);
    }
    for (int k = 3; k < u.length; k++) {
      add(u[k], j, from, n, e, f);
    }
  }

  /** Differences of rounded directions are exact where they are small; the rest is added. */
  private void fine(int j, int from, int n, double[] e, double[] f) {
    double[][] u = points.directions;
    double[][] rest = points.remainders;
    fineLine(u[0], rest[0], u[1], rest[1], j, from, n, e, f);
    for (int k = 2; k < u.length; k++) {
      addFine(u[k], rest[k], j, from, n, e, f);
    }
  }

  private static void fineLine(
      double[] u,
      double[] restOfU,
      double[] v,
      double[] restOfV,
      int j,
      int from,
      int n,
      double[] e,
      double[] f) {
    double uj = u[j];
    double vj = v[j];
    double restOfUj = restOfU[j];
    double restOfVj = restOfV[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(u, from + i);
      DoubleVector b = at(v, from + i);
      DoubleVector ra = at(restOfU, from + i);
      DoubleVector rb = at(restOfV, from + i);
      DoubleVector da = a.sub(uj).add(ra.sub(restOfUj));
      DoubleVector db = b.sub(vj).add(rb.sub(restOfVj));
      DoubleVector sa = a.add(uj).add(ra.add(restOfUj));
      DoubleVector sb = b.add(vj).add(rb.add(restOfVj));
      db.fma(db, da.mul(da)).intoArray(e, i);
      sb.fma(sb, sa.mul(sa)).intoArray(f, i);
    }
  }

  private static void addFine(
      double[] u, double[] rest, int j, int from, int n, double[] e, double[] f) {
    double uj = u[j];
    double restj = rest[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(u, from + i);
      DoubleVector b = at(rest, from + i);
      DoubleVector difference = a.sub(uj).add(b.sub(restj));
      DoubleVector sum = a.add(uj).add(b.add(restj));
      difference.fma(difference, at(e, i)).intoArray(e, i);
      sum.fma(sum, at(f, i)).intoArray(f, i);
    }
  }

  private static void line(double[] u, double[] v, int j, int from, int n, double[] e, double[] f) {
    double uj = u[j];
    double vj = v[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(u, from + i);
      DoubleVector b = at(v, from + i);
      DoubleVector da = a.sub(uj);
      DoubleVector db = b.sub(vj);
      DoubleVector sa = a.add(uj);
      DoubleVector sb = b.add(vj);
      db.fma(db, da.mul(da)).intoArray(e, i);
      sb.fma(sb, sa.mul(sa)).intoArray(f, i);
    }
  }

  private static void plane(
      double[] u, double[] v, double[] w, int j, int from, int n, double[] e, double[] f) {
    double uj = u[j];
    double vj = v[j];
    double wj = w[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(u, from + i);
      DoubleVector b = at(v, from + i);
      DoubleVector c = at(w, from + i);
      DoubleVector da = a.sub(uj);
      DoubleVector db = b.sub(vj);
      DoubleVector dc = c.sub(wj);
      DoubleVector sa = a.add(uj);
      DoubleVector sb = b.add(vj);
      DoubleVector sc = c.add(wj);
      dc.fma(dc, db.fma(db, da.mul(da))).intoArray(e, i);
      sc.fma(sc, sb.fma(sb, sa.mul(sa))).intoArray(f, i);
    }
  }

  /** Adds the squares of one more coordinate. */
  private static void add(double[] u, int j, int from, int n, double[] e, double[] f) {
    double uj = u[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(u, from + i);
      DoubleVector difference = a.sub(uj);
      DoubleVector sum = a.add(uj);
      difference.fma(difference, at(e, i)).intoArray(e, i);
      sum.fma(sum, at(f, i)).intoArray(f, i);
    }
  }
}
