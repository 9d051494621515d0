package org.ntkasymptotics.backend.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.network.Activation;

/**
 * {@link LayerArithmetic} in single precision on the vector unit, in place: nothing is copied to
 * the Java heap. Rows are taken with their padding, which {@link NativeMatrix} makes a multiple of
 * any vector. Loaded only where the JVM has jdk.incubator.vector.
 */
final class VectorLayerArithmetic implements LayerArithmetic {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();
  private static final int BYTES = LANES * Float.BYTES;

  /** Doubles of the widest vector, and as many floats. */
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  private static final int PAIRS = WIDE.length();
  private static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(float.class, VectorShape.forBitSize(PAIRS * Float.SIZE));

  private final PlainLayerArithmetic plain = new PlainLayerArithmetic();

  private static FloatVector at(ByteBuffer rows, int byteIndex) {
    return FloatVector.fromByteBuffer(S, rows, byteIndex, ORDER);
  }

  private static DoubleVector widened(ByteBuffer rows, int byteIndex) {
    return (DoubleVector)
        FloatVector.fromByteBuffer(NARROW, rows, byteIndex, ORDER).castShape(WIDE, 0);
  }

  /** Bytes from the start of a row to behind the last vector that holds one of n numbers. */
  private static int end(int n) {
    return ((n - 1) / LANES + 1) * LANES * Float.BYTES;
  }

  @Override
  public void activate(
      Activation activation, NativeMatrix z, NativeMatrix slopes, int from, int to, int n) {
    plain.activate(activation, z, slopes, from, to, n);
  }

  /** By (z + |z|)/2, which is exact, half of what max takes, and leaves NaN what it is. */
  @Override
  public void rectify(NativeMatrix z, int from, int to, int n) {
    ByteBuffer values = z.memory(from, to - from);
    int end = end(n);
    for (int m = 0; m < to - from; m++) {
      int row = m * z.rowBytes();
      for (int k = row; k < row + end; k += BYTES) {
        FloatVector one = at(values, k);
        one.add(one.abs()).mul(0.5f).intoByteBuffer(values, k, ORDER);
      }
    }
  }

  @Override
  public void steps(NativeMatrix y, int from, int to, int n, NativeMatrix into) {
    ByteBuffer values = y.memory(from, to - from);
    ByteBuffer steps = into.memory(from, to - from);
    FloatVector zero = FloatVector.zero(S);
    int end = end(n);
    for (int m = 0; m < to - from; m++) {
      int value = m * y.rowBytes();
      int step = m * into.rowBytes();
      for (int k = 0; k < end; k += BYTES) {
        zero.blend(1f, at(values, value + k).compare(VectorOperators.GT, 0f))
            .intoByteBuffer(steps, step + k, ORDER);
      }
    }
  }

  @Override
  public void keepWherePositive(NativeMatrix a, int at, NativeMatrix y, int from, int to, int n) {
    ByteBuffer kept = a.memory(at, to - from);
    ByteBuffer values = y.memory(from, to - from);
    FloatVector zero = FloatVector.zero(S);
    int end = end(n);
    for (int m = 0; m < to - from; m++) {
      int keep = m * a.rowBytes();
      int value = m * y.rowBytes();
      for (int k = 0; k < end; k += BYTES) {
        zero.blend(at(kept, keep + k), at(values, value + k).compare(VectorOperators.GT, 0f))
            .intoByteBuffer(kept, keep + k, ORDER);
      }
    }
  }

  @Override
  public void outputs(NativeMatrix y, double[] c, double scale, int from, int to, double[] f) {
    ByteBuffer rows = y.memory(from, to - from);
    int whole = c.length / PAIRS * PAIRS;
    for (int m = from; m < to; m++) {
      int start = (m - from) * y.rowBytes();
      DoubleVector sum = DoubleVector.zero(WIDE);
      for (int i = 0; i < whole; i += PAIRS) {
        sum = widened(rows, start + i * Float.BYTES).fma(DoubleVector.fromArray(WIDE, c, i), sum);
      }
      double total = sum.reduceLanes(VectorOperators.ADD);
      for (int i = whole; i < c.length; i++) {
        total += c[i] * rows.getFloat(start + i * Float.BYTES);
      }
      f[m] = scale * total;
    }
  }

  @Override
  public void addWeightedRows(NativeMatrix y, double[] w, int from, int to, double[] sum) {
    ByteBuffer rows = y.memory(from, to - from);
    int whole = sum.length / PAIRS * PAIRS;
    for (int m = from; m < to; m++) {
      int start = (m - from) * y.rowBytes();
      DoubleVector weight = DoubleVector.broadcast(WIDE, w[m]);
      for (int i = 0; i < whole; i += PAIRS) {
        widened(rows, start + i * Float.BYTES)
            .fma(weight, DoubleVector.fromArray(WIDE, sum, i))
            .intoArray(sum, i);
      }
      for (int i = whole; i < sum.length; i++) {
        sum[i] += w[m] * rows.getFloat(start + i * Float.BYTES);
      }
    }
  }

  @Override
  public void weigh(NativeMatrix slopes, double[] w, double[] v, int from, int to) {
    ByteBuffer rows = slopes.memory(from, to - from);
    int end = end(v.length);
    float[] factors = new float[end / Float.BYTES];
    for (int i = 0; i < v.length; i++) {
      factors[i] = (float) v[i];
    }
    for (int m = from; m < to; m++) {
      int start = (m - from) * slopes.rowBytes();
      float weight = (float) w[m];
      for (int k = 0; k < end; k += BYTES) {
        at(rows, start + k)
            .mul(FloatVector.fromArray(S, factors, k / Float.BYTES).mul(weight))
            .intoByteBuffer(rows, start + k, ORDER);
      }
    }
  }

  @Override
  public void times(
      NativeMatrix a, NativeMatrix slopes, int from, int to, int n, NativeMatrix into, int at) {
    ByteBuffer factors = a.memory(0, to - from);
    ByteBuffer rows = slopes.memory(from, to - from);
    ByteBuffer products = into.memory(at, to - from);
    int end = end(n);
    for (int m = 0; m < to - from; m++) {
      int first = m * a.rowBytes();
      int second = m * slopes.rowBytes();
      int result = m * into.rowBytes();
      for (int k = 0; k < end; k += BYTES) {
        at(factors, first + k)
            .mul(at(rows, second + k))
            .intoByteBuffer(products, result + k, ORDER);
      }
    }
  }

  @Override
  public void add(NativeMatrix a, int from, int to, int columns, double[] sum) {
    ByteBuffer numbers = a.memory(from, to - from);
    int whole = columns / PAIRS * PAIRS;
    for (int i = 0; i < to - from; i++) {
      int start = i * a.rowBytes();
      int into = i * columns;
      for (int j = 0; j < whole; j += PAIRS) {
        widened(numbers, start + j * Float.BYTES)
            .add(DoubleVector.fromArray(WIDE, sum, into + j))
            .intoArray(sum, into + j);
      }
      for (int j = whole; j < columns; j++) {
        sum[into + j] += numbers.getFloat(start + j * Float.BYTES);
      }
    }
  }

  @Override
  public void scale(double[] numbers, int n, double scale, int from, int to, NativeMatrix into) {
    ByteBuffer rounded = into.memory(from, to - from);
    int whole = n / PAIRS * PAIRS;
    for (int i = from; i < to; i++) {
      int start = (i - from) * into.rowBytes();
      for (int j = 0; j < whole; j += PAIRS) {
        DoubleVector scaled = DoubleVector.fromArray(WIDE, numbers, i * n + j).mul(scale);
        ((FloatVector) scaled.castShape(NARROW, 0))
            .intoByteBuffer(rounded, start + j * Float.BYTES, ORDER);
      }
      for (int j = whole; j < n; j++) {
        rounded.putFloat(start + j * Float.BYTES, (float) (scale * numbers[i * n + j]));
      }
    }
  }
}
