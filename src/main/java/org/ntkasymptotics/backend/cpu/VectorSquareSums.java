package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SquareSums} with explicit vectors, four of them at a time; loaded only where the vector
 * module is there.
 */
final class VectorSquareSums implements SquareSums {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void ofDifferences(
      double[][] u, double sign, int j, int from, int n, double[] sum, double[] spare) {
    for (int i = 0; i < n; i += 4 * LANES) {
      DoubleVector t0 = all(0);
      DoubleVector t1 = all(0);
      DoubleVector t2 = all(0);
      DoubleVector t3 = all(0);
      for (int k0 = 0; k0 < u.length; k0 += RUN) {
        DoubleVector s0 = all(0);
        DoubleVector s1 = all(0);
        DoubleVector s2 = all(0);
        DoubleVector s3 = all(0);
        int end = Math.min(u.length, k0 + RUN);
        for (int k = k0; k < end; k++) {
          double[] uk = u[k];
          DoubleVector uj = all(sign * uk[j]);
          DoubleVector d0 = at(uk, from + i).sub(uj);
          DoubleVector d1 = at(uk, from + i + LANES).sub(uj);
          DoubleVector d2 = at(uk, from + i + 2 * LANES).sub(uj);
          DoubleVector d3 = at(uk, from + i + 3 * LANES).sub(uj);
          s0 = d0.fma(d0, s0);
          s1 = d1.fma(d1, s1);
          s2 = d2.fma(d2, s2);
          s3 = d3.fma(d3, s3);
        }
        t0 = t0.add(s0);
        t1 = t1.add(s1);
        t2 = t2.add(s2);
        t3 = t3.add(s3);
      }
      t0.intoArray(sum, i);
      t1.intoArray(sum, i + LANES);
      t2.intoArray(sum, i + 2 * LANES);
      t3.intoArray(sum, i + 3 * LANES);
    }
  }
}
