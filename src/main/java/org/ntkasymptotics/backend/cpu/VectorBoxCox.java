package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.special.BoxCox;

/**
 * {@link BoxCox} over a run of numbers with explicit vectors; loaded only where the vector module
 * is there. The tables are read in a loop of their own, one number at a time: gathered vectors are
 * no faster.
 */
final class VectorBoxCox {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final long MANTISSA = (1L << 52) - 1;

  /** The bits of 1. */
  private static final long ONE = 1023L << 52;

  private final double[] steps;
  private final double[] factors;
  private final double[] powers;

  VectorBoxCox(BoxCox transformation) {
    steps = transformation.steps();
    factors = transformation.factors();
    powers = transformation.powers();
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  /**
   * {@code out[i] = ℓ(s_i)}, 0 ≤ i &lt; n; arrays {@link PointColumns#PAD} longer than n.
   *
   * @param s within the domain of {@link BoxCox}
   * @param spare scratch
   */
  void fill(double[] s, int n, double[] out, double[] spare) {
    lookUp(s, n, steps, out);
    lookUp(s, n, factors, spare);
    polynomial(powers, s, n, out, spare);
  }

  private static void lookUp(double[] s, int n, double[] table, double[] out) {
    for (int i = 0; i < n; i++) {
      long field = Double.doubleToRawLongBits(s[i]) >>> 52;
      out[i] = table[(int) field & (table.length - 1)];
    }
  }

  /** Adds 2^{eδ} ℓ(f) to ℓ(2^e). */
  private static void polynomial(double[] b, double[] s, int n, double[] out, double[] factor) {
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
    double b18 = b[18];
    double b19 = b[19];
    for (int i = 0; i < n; i += LANES) {
      var bits = at(s, i).reinterpretAsLongs();
      DoubleVector f = bits.and(MANTISSA).or(ONE).reinterpretAsDoubles();
      DoubleVector y = f.add(f).sub(3);
      DoubleVector z = y.mul(y);
      DoubleVector even = all(b18).fma(z, all(b16)).fma(z, all(b14)).fma(z, all(b12));
      even = even.fma(z, all(b10)).fma(z, all(b8)).fma(z, all(b6)).fma(z, all(b4));
      even = even.fma(z, all(b2)).fma(z, all(b0));
      DoubleVector odd = all(b19).fma(z, all(b17)).fma(z, all(b15)).fma(z, all(b13));
      odd = odd.fma(z, all(b11)).fma(z, all(b9)).fma(z, all(b7)).fma(z, all(b5));
      odd = odd.fma(z, all(b3)).fma(z, all(b1));
      odd.fma(y, even).fma(at(factor, i), at(out, i)).intoArray(out, i);
    }
  }
}
