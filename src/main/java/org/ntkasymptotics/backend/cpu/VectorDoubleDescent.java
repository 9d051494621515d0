package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;

/**
 * {@link DoubleDescent} on the vector unit: its stages. Loaded only where the JVM has
 * jdk.incubator.vector.
 */
final class VectorDoubleDescent extends DoubleDescent {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** Points (M, d), padded. */
  VectorDoubleDescent(RowMatrix points, int neurons, Activation activation) {
    super(points, neurons, activation);
  }

  private static DoubleVector at(double[] values, int index) {
    return DoubleVector.fromArray(S, values, index);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(S, value);
  }

  @Override
  void setTwo(double[] a, double p, double[] b, double q, int from, double[] z) {
    DoubleVector one = all(p);
    DoubleVector two = all(q);
    for (int k = 0; k < z.length; k += LANES) {
      at(a, from + k).fma(one, at(b, from + k).mul(two)).intoArray(z, k);
    }
  }

  @Override
  void setThree(
      double[] a, double p, double[] b, double q, double[] c, double r, int from, double[] z) {
    DoubleVector one = all(p);
    DoubleVector two = all(q);
    DoubleVector three = all(r);
    for (int k = 0; k < z.length; k += LANES) {
      DoubleVector last = at(c, from + k).mul(three);
      at(a, from + k).fma(one, at(b, from + k).fma(two, last)).intoArray(z, k);
    }
  }

  @Override
  void addTwo(double[] a, double p, double[] b, double q, int from, double[] sums) {
    DoubleVector one = all(p);
    DoubleVector two = all(q);
    for (int k = 0; k < sums.length; k += LANES) {
      at(a, from + k).fma(one, at(b, from + k).fma(two, at(sums, k))).intoArray(sums, k);
    }
  }

  /** By (z + |z|)/2, which is exact and takes half of what max does. */
  @Override
  void addPositive(double[] a, double p, double[] b, double q, double[] sums) {
    DoubleVector one = all(p / 2);
    DoubleVector two = all(q / 2);
    for (int k = 0; k < sums.length; k += LANES) {
      DoubleVector y = at(a, k);
      DoubleVector z = at(b, k);
      y = y.add(y.abs());
      z = z.add(z.abs());
      y.fma(one, z.fma(two, at(sums, k))).intoArray(sums, k);
    }
  }

  @Override
  void setWherePositive(double[] z, double value) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector values = all(value);
    for (int k = 0; k < z.length; k += LANES) {
      zero.blend(values, at(z, k).compare(VectorOperators.GT, 0)).intoArray(z, k);
    }
  }

  @Override
  void addWherePositive(double[] z, double[] y, double[] sums) {
    DoubleVector zero = DoubleVector.zero(S);
    for (int k = 0; k < sums.length; k += LANES) {
      zero.blend(at(y, k), at(z, k).compare(VectorOperators.GT, 0))
          .add(at(sums, k))
          .intoArray(sums, k);
    }
  }
}
