package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.special.Arctangent;

/**
 * {@link PairAngles} with explicit vectors; loaded only where the vector module is there. Loops run
 * over whole vectors, past the last pair into the padding.
 */
final class VectorPairAngles implements PairAngles {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final double[] Q = Arctangent.coefficients();
  private static final double Q0 = Q[0];
  private static final double Q1 = Q[1];
  private static final double Q2 = Q[2];
  private static final double Q3 = Q[3];
  private static final double Q4 = Q[4];
  private static final double Q5 = Q[5];
  private static final double Q6 = Q[6];
  private static final double Q7 = Q[7];
  private static final double Q8 = Q[8];
  private static final double Q9 = Q[9];
  private static final double Q10 = Q[10];
  private static final double Q11 = Q[11];
  private static final double Q12 = Q[12];
  private static final double Q13 = Q[13];
  private static final double Q14 = Q[14];
  private static final double Q15 = Q[15];
  private static final double Q16 = Q[16];
  private static final double Q17 = Q[17];
  private static final double Q18 = Q[18];
  private static final double Q19 = Q[19];

  private final PointColumns points;
  private final SquareSums squares = new VectorSquareSums();
  private final double w2;
  private final double b2;

  VectorPairAngles(PointColumns points) {
    this.points = points;
    this.w2 = points.sigmaW * points.sigmaW;
    this.b2 = points.sigmaB * points.sigmaB;
  }

  /** Width of a vector. */
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  @Override
  public void products(int j, int from, int count, PairTile tile) {
    double[][] x = points.coordinates;
    switch (points.dimension) {
      case 1 -> line(x[0], j, from, count, tile);
      case 2 -> plane(x[0], x[1], j, from, count, tile);
      case 3 -> space(x[0], x[1], x[2], j, from, count, tile);
      default -> chords(j, from, count, tile);
    }
  }

  @Override
  public void fill(int j, int from, int count, PairTile tile) {
    products(j, from, count, tile);
    angles(points.norms, points.norms[j], from, count, tile.sine, tile.cosine, tile.phi);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  private void line(double[] x, int j, int from, int n, PairTile tile) {
    double xj = x[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(x, from + i);
      DoubleVector da = a.sub(xj);
      store(i, tile, all(0), da.mul(da), a.mul(xj));
    }
  }

  private void plane(double[] x, double[] y, int j, int from, int n, PairTile tile) {
    double xj = x[j];
    double yj = y[j];
    double[] norms = points.norms;
    double rj = norms[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(x, from + i);
      DoubleVector b = at(y, from + i);
      var shorter = at(norms, from + i).compare(VectorOperators.LE, rj);
      DoubleVector as = all(xj).blend(a, shorter);
      DoubleVector bs = all(yj).blend(b, shorter);
      DoubleVector da = a.sub(xj);
      DoubleVector db = b.sub(yj);
      DoubleVector ab = minor(da, bs, db, as);
      store(i, tile, ab.mul(ab), db.fma(db, da.mul(da)), b.fma(all(yj), a.mul(xj)));
    }
  }

  private void space(double[] x, double[] y, double[] z, int j, int from, int n, PairTile tile) {
    double xj = x[j];
    double yj = y[j];
    double zj = z[j];
    double[] norms = points.norms;
    double rj = norms[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector a = at(x, from + i);
      DoubleVector b = at(y, from + i);
      DoubleVector c = at(z, from + i);
      var shorter = at(norms, from + i).compare(VectorOperators.LE, rj);
      DoubleVector as = all(xj).blend(a, shorter);
      DoubleVector bs = all(yj).blend(b, shorter);
      DoubleVector cs = all(zj).blend(c, shorter);
      DoubleVector da = a.sub(xj);
      DoubleVector db = b.sub(yj);
      DoubleVector dc = c.sub(zj);
      DoubleVector ab = minor(da, bs, db, as);
      DoubleVector ac = minor(da, cs, dc, as);
      DoubleVector bc = minor(db, cs, dc, bs);
      DoubleVector dot = c.fma(all(zj), b.fma(all(yj), a.mul(xj)));
      store(i, tile, ab.fma(ab, ac.fma(ac, bc.mul(bc))), dc.fma(dc, db.fma(db, da.mul(da))), dot);
    }
  }

  private static DoubleVector minor(
      DoubleVector da, DoubleVector bs, DoubleVector db, DoubleVector as) {
    return da.mul(bs).sub(db.mul(as));
  }

  /** S² and C from Σ minors², |D|² and x·x′. */
  private void store(
      int i, PairTile tile, DoubleVector wedge, DoubleVector distance, DoubleVector dot) {
    wedge.mul(w2).add(distance.mul(b2)).mul(w2).intoArray(tile.sine, i);
    dot.mul(w2).add(b2).intoArray(tile.cosine, i);
  }

  private void chords(int j, int from, int n, PairTile tile) {
    double[] e = tile.sine;
    double[] f = tile.spare;
    squares.ofChords(points.directions, j, from, n, e, f, tile.cosine);
    ClosePairs.refine(points, j, from, n, e, f);
    double rj = points.norms[j];
    double[] norms = points.norms;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector ei = at(e, i);
      DoubleVector fi = at(f, i);
      DoubleVector rr = at(norms, from + i).mul(rj);
      rr.mul(0.25).mul(fi.sub(ei)).intoArray(tile.cosine, i);
      rr.mul(rr).mul(0.25).mul(ei.mul(fi)).intoArray(e, i);
    }
  }

  /**
   * From S² and C to S, C, φ. A loop of its own: joined to the geometry the JIT compiler no longer
   * inlines the whole, and the loop ran 2.5 times slower.
   */
  static void angles(
      double[] norms, double rj, int from, int n, double[] sine, double[] cosine, double[] phi) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector s = at(sine, i).lanewise(VectorOperators.SQRT);
      DoubleVector c = at(cosine, i);
      DoubleVector q = at(norms, from + i).mul(rj).add(c.abs()).max(Double.MIN_NORMAL);
      DoubleVector h = s.div(q);
      DoubleVector z = h.mul(h);
      DoubleVector w = z.mul(z);
      DoubleVector even = all(Q18).fma(w, all(Q16)).fma(w, all(Q14)).fma(w, all(Q12));
      even = even.fma(w, all(Q10)).fma(w, all(Q8)).fma(w, all(Q6)).fma(w, all(Q4));
      even = even.fma(w, all(Q2)).fma(w, all(Q0));
      DoubleVector odd = all(Q19).fma(w, all(Q17)).fma(w, all(Q15)).fma(w, all(Q13));
      odd = odd.fma(w, all(Q11)).fma(w, all(Q9)).fma(w, all(Q7)).fma(w, all(Q5));
      odd = odd.fma(w, all(Q3)).fma(w, all(Q1));
      DoubleVector half = h.mul(z).fma(odd.fma(z, even), h);
      DoubleVector acute = half.add(half);
      DoubleVector reflected = all(Math.PI).sub(acute);
      acute.blend(reflected, c.compare(VectorOperators.LT, 0)).intoArray(phi, i);
      s.intoArray(sine, i);
    }
  }
}
