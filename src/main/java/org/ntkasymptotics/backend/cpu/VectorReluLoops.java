package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ReluLoops} with explicit vectors; loaded only where the vector module is there. */
final class VectorReluLoops implements ReluLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final double[] norms;
  private final int m;
  private final double[] b;

  VectorReluLoops(double[] norms, int m) {
    this.norms = norms;
    this.m = m;
    this.b = ReluLoops.polynomial(m);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void brackets(double factor, int from, int n, PairTile tile) {
    double[] e = tile.e;
    double[] f = tile.f;
    double[] norms = this.norms;
    double[] out = tile.entries;
    double half = 0.5 * Math.PI * m;
    double b0 = b[0];
    double b1 = b[1];
    double b2 = b[2];
    double b3 = b[3];
    double b4 = b[4];
    double b5 = b[5];
    double b6 = b[6];
    double b7 = b[7];
    double b8 = b[8];
    double b9 = b[9];
    double b10 = b[10];
    double b11 = b[11];
    double b12 = b[12];
    double b13 = b[13];
    double b14 = b[14];
    double b15 = b[15];
    double b16 = b[16];
    double b17 = b[17];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector ei = at(e, i);
      DoubleVector fi = at(f, i);
      DoubleVector p = ei.min(fi);
      DoubleVector y = p.sub(1);
      DoubleVector z = y.mul(y);
      DoubleVector even = all(b16).fma(z, all(b14)).fma(z, all(b12)).fma(z, all(b10));
      even = even.fma(z, all(b8)).fma(z, all(b6)).fma(z, all(b4));
      even = even.fma(z, all(b2)).fma(z, all(b0));
      DoubleVector odd = all(b17).fma(z, all(b15)).fma(z, all(b13)).fma(z, all(b11));
      odd = odd.fma(z, all(b9)).fma(z, all(b7)).fma(z, all(b5));
      odd = odd.fma(z, all(b3)).fma(z, all(b1));
      DoubleVector rest = ei.fma(all(-half), all(2 * half)).max(0);
      DoubleVector bracket = p.lanewise(VectorOperators.SQRT).fma(odd.fma(y, even), rest);
      bracket.mul(at(norms, from + i).mul(factor)).intoArray(out, i);
    }
  }
}
