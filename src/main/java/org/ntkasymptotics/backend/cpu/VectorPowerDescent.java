package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.backend.cpu.FloatLanes.COUNT;
import static org.ntkasymptotics.backend.cpu.FloatLanes.all;
import static org.ntkasymptotics.backend.cpu.FloatLanes.at;
import static org.ntkasymptotics.backend.cpu.FloatLanes.relu;
import static org.ntkasymptotics.backend.cpu.FloatLanes.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;

/**
 * {@link FloatPowerDescent} on the vector unit. Powers with whole 4q are products of z and of y =
 * z^{−1/4}, which is found from the exponent bits of z by Newton's iteration; whole powers need no
 * y, others take the general power. Loaded only where the JVM has jdk.incubator.vector.
 */
final class VectorPowerDescent extends FloatPowerDescent {
  /** Beyond so many products the general power is as fast. */
  private static final int MOST_FACTORS = 6;

  /** What z^{q−1} is a whole power of z times. */
  private enum Rest {
    NOTHING,
    FOURTH_ROOT,
    ROOT,
    INVERSE_FOURTH_ROOT,
    /** z^{q−1} at once. */
    GENERAL_POWER
  }

  private final float exponent;
  private final Rest rest;

  /** Factors z beside the rest. */
  private final int whole;

  /** Points (M, d); N padded. */
  VectorPowerDescent(RowMatrix points, int neurons, Activation activation) {
    super(points, neurons, activation);
    exponent = (float) activation.exponent();
    double quarters = 4 * (activation.exponent() - 1);
    if (quarters == Math.rint(quarters) && quarters <= 4 * MOST_FACTORS) {
      // In the order of the constants: 0, 1, 2 or −1 quarters are left.
      int left = Math.floorMod((int) quarters, 4);
      rest = Rest.values()[left];
      whole = ((int) quarters - (left == 3 ? -1 : left)) / 4;
    } else {
      rest = Rest.GENERAL_POWER;
      whole = 0;
    }
  }

  @Override
  void combine(float[][] columns, float[] factors, int from, int n, float[] z) {
    // The last column is that of the biases and always there.
    scale(columns[columns.length - 1], factors[columns.length - 1], from, n, z);
    int j = 0;
    for (; j + 2 < columns.length; j += 2) {
      addTwo(columns[j], columns[j + 1], factors[j], factors[j + 1], from, n, z);
    }
    if (j + 1 < columns.length) {
      addOne(columns[j], factors[j], from, n, z);
    }
  }

  private static void scale(float[] column, float factor, int from, int n, float[] z) {
    for (int k = 0; k < n; k += COUNT) {
      at(column, from + k).mul(factor).intoArray(z, k);
    }
  }

  private static void addOne(float[] column, float factor, int from, int n, float[] z) {
    FloatVector a = all(factor);
    for (int k = 0; k < n; k += COUNT) {
      at(column, from + k).fma(a, at(z, k)).intoArray(z, k);
    }
  }

  private static void addTwo(
      float[] one, float[] two, float factor, float other, int from, int n, float[] z) {
    FloatVector a = all(factor);
    FloatVector b = all(other);
    for (int k = 0; k < n; k += COUNT) {
      at(one, from + k).fma(a, at(two, from + k).fma(b, at(z, k))).intoArray(z, k);
    }
  }

  @Override
  void slopes(float[] z, int n, float[] slopes) {
    switch (rest) {
      case NOTHING -> steps(z, n, slopes);
      case FOURTH_ROOT -> fourthRoots(z, n, slopes);
      case ROOT -> roots(z, n, slopes);
      case INVERSE_FOURTH_ROOT -> inverseFourthRoots(z, n, slopes);
      default -> generalPowers(z, n, slopes);
    }
    for (int k = 0; k < whole; k++) {
      times(z, slopes, n);
    }
  }

  /** q where z > 0, otherwise 0. */
  private void steps(float[] z, int n, float[] slopes) {
    FloatVector zero = zero();
    FloatVector q = all(exponent);
    for (int k = 0; k < n; k += COUNT) {
      zero.blend(q, at(z, k).compare(VectorOperators.GT, 0f)).intoArray(slopes, k);
    }
  }

  /** q √z where z > 0, otherwise 0; the others likewise. */
  private void roots(float[] z, int n, float[] slopes) {
    for (int k = 0; k < n; k += COUNT) {
      relu(at(z, k)).sqrt().mul(exponent).intoArray(slopes, k);
    }
  }

  private void fourthRoots(float[] z, int n, float[] slopes) {
    for (int k = 0; k < n; k += COUNT) {
      relu(at(z, k)).sqrt().sqrt().mul(exponent).intoArray(slopes, k);
    }
  }

  private void inverseFourthRoots(float[] z, int n, float[] slopes) {
    FloatVector zero = zero();
    FloatVector q = all(exponent);
    for (int k = 0; k < n; k += COUNT) {
      FloatVector a = at(z, k);
      FloatVector power = q.div(a.max(Float.MIN_NORMAL).sqrt().sqrt());
      zero.blend(power, a.compare(VectorOperators.GT, 0f)).intoArray(slopes, k);
    }
  }

  private void generalPowers(float[] z, int n, float[] slopes) {
    FloatVector zero = zero();
    for (int k = 0; k < n; k += COUNT) {
      FloatVector a = at(z, k);
      FloatVector power = a.max(Float.MIN_NORMAL).lanewise(VectorOperators.POW, exponent - 1);
      zero.blend(power.mul(exponent), a.compare(VectorOperators.GT, 0f)).intoArray(slopes, k);
    }
  }

  @Override
  void times(float[] a, float[] b, int n) {
    for (int k = 0; k < n; k += COUNT) {
      at(a, k).mul(at(b, k)).intoArray(b, k);
    }
  }

  @Override
  double dot(float[] a, float[] b, int from, int n) {
    FloatVector s0 = zero();
    FloatVector s1 = s0;
    for (int k = 0; k < n; k += 2 * COUNT) {
      s0 = at(a, k).fma(at(b, from + k), s0);
      s1 = at(a, k + COUNT).fma(at(b, from + k + COUNT), s1);
    }
    float[] lanes = new float[2 * COUNT];
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, COUNT);
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}
