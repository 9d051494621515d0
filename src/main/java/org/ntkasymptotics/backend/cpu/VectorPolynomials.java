package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Polynomials over a run of numbers with explicit vectors, four at a time so that their operations
 * overlap; loaded only where the vector module is there.
 */
final class VectorPolynomials {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorPolynomials() {}

  /** Width of a vector. */
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  /**
   * {@code atA[i] = Σ a_k x_i^k} and {@code atB[i] = Σ b_k x_i^k}, 0 ≤ i &lt; n; arrays {@link
   * PointColumns#PAD} longer than n.
   *
   * <p>One method with its loop: beyond 325 bytes of code it is compiled by itself, where inlined
   * into its callers it would use up what the JIT compiler inlines, and vectors become objects.
   *
   * @param a coefficients, the constant first
   * @param b as many
   */
  static void pair(double[] a, double[] b, double[] x, int n, double[] atA, double[] atB) {
    int last = a.length - 1;
    for (int i = 0; i < n; i += 4 * LANES) {
      DoubleVector x0 = at(x, i);
      DoubleVector x1 = at(x, i + LANES);
      DoubleVector x2 = at(x, i + 2 * LANES);
      DoubleVector x3 = at(x, i + 3 * LANES);
      DoubleVector a0 = all(a[last]);
      DoubleVector a1 = a0;
      DoubleVector a2 = a0;
      DoubleVector a3 = a0;
      DoubleVector b0 = all(b[last]);
      DoubleVector b1 = b0;
      DoubleVector b2 = b0;
      DoubleVector b3 = b0;
      for (int k = last - 1; k >= 0; k--) {
        DoubleVector ak = all(a[k]);
        DoubleVector bk = all(b[k]);
        a0 = a0.fma(x0, ak);
        a1 = a1.fma(x1, ak);
        a2 = a2.fma(x2, ak);
        a3 = a3.fma(x3, ak);
        b0 = b0.fma(x0, bk);
        b1 = b1.fma(x1, bk);
        b2 = b2.fma(x2, bk);
        b3 = b3.fma(x3, bk);
      }
      a0.intoArray(atA, i);
      a1.intoArray(atA, i + LANES);
      a2.intoArray(atA, i + 2 * LANES);
      a3.intoArray(atA, i + 3 * LANES);
      b0.intoArray(atB, i);
      b1.intoArray(atB, i + LANES);
      b2.intoArray(atB, i + 2 * LANES);
      b3.intoArray(atB, i + 3 * LANES);
    }
  }

  /**
   * {@code values[i] *= s_i^times}, 0 ≤ i &lt; n, in passes: a loop over factors within that over
   * numbers keeps the JIT compiler from vectors.
   */
  static void multiply(int times, double[] s, int n, double[] values) {
    for (int k = 0; k < times; k++) {
      for (int i = 0; i < n; i += LANES) {
        at(values, i).mul(at(s, i)).intoArray(values, i);
      }
    }
  }
}
