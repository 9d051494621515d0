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
    if (!activation.isRelu()) {
      plain.activate(activation, z, slopes, from, to, n);
      return;
    }
    ByteBuffer values = z.memory(from, to - from);
    ByteBuffer derivatives = slopes.memory(from, to - from);
    FloatVector zero = FloatVector.zero(S);
    int end = end(n);
    for (int m = 0; m < to - from; m++) {
      int value = m * z.rowBytes();
      int slope = m * slopes.rowBytes();
      for (int k = 0; k < end; k += LANES * Float.BYTES) {
        FloatVector one = at(values, value + k);
        one.max(zero).intoByteBuffer(values, value + k, ORDER);
        zero.blend(1f, one.compare(VectorOperators.GT, 0f))
            .intoByteBuffer(derivatives, slope + k, ORDER);
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
      for (int k = 0; k < end; k += LANES * Float.BYTES) {
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
      for (int k = 0; k < end; k += LANES * Float.BYTES) {
        at(factors, first + k)
            .mul(at(rows, second + k))
            .intoByteBuffer(products, result + k, ORDER);
      }
    }
  }

  @Override
  public void add(NativeMatrix block, int rows, int columns, double[] sum) {
    ByteBuffer numbers = block.memory(0, rows);
    int whole = columns / PAIRS * PAIRS;
    for (int i = 0; i < rows; i++) {
      int start = i * block.rowBytes();
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
  public void scale(double[] numbers, int at, int n, double scale, NativeMatrix into, int row) {
    ByteBuffer rounded = into.memory(row, 1);
    int whole = n / PAIRS * PAIRS;
    for (int j = 0; j < whole; j += PAIRS) {
      DoubleVector scaled = DoubleVector.fromArray(WIDE, numbers, at + j).mul(scale);
      ((FloatVector) scaled.castShape(NARROW, 0)).intoByteBuffer(rounded, j * Float.BYTES, ORDER);
    }
    for (int j = whole; j < n; j++) {
      rounded.putFloat(j * Float.BYTES, (float) (scale * numbers[at + j]));
    }
  }
}
