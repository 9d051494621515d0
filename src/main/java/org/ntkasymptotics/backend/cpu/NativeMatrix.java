package org.ntkasymptotics.backend.cpu;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.network.DescentPlan.Precision;

/**
 * A row-major matrix outside the Java heap, in single or double precision, for products by BLAS.
 * Its numbers come and go as doubles; single precision rounds them on the way in.
 *
 * <p>Products run on the calling thread alone and give the same bits for the same shapes.
 */
final class NativeMatrix implements AutoCloseable {
  /** Rows begin on a multiple of this many numbers. */
  private static final int ALIGNMENT = 16;

  private final int rows;
  private final int columns;
  private final int stride;
  private final boolean single;
  private Pointer base;

  /** (rows, columns), uninitialised. */
  NativeMatrix(int rows, int columns, Precision precision) {
    this(rows, columns, precision, false);
  }

  private NativeMatrix(int rows, int columns, Precision precision, boolean zeroed) {
    this.rows = rows;
    this.columns = columns;
    stride = stride(columns);
    single = precision == Precision.SINGLE;
    long bytes = Math.max(1, bytes(rows, columns, precision));
    base = zeroed ? Pointer.calloc(1, bytes) : Pointer.malloc(bytes);
    if (base == null || base.isNull()) {
      throw new ComputationException(
          String.format(
              Locale.ROOT,
              "the system refused %.2f GiB of memory: use fewer points or a narrower network",
              bytes(rows, columns, precision) / 0x1p30));
    }
  }

  /** (rows, columns), zero, the padding of rows too. */
  static NativeMatrix zeros(int rows, int columns, Precision precision) {
    return new NativeMatrix(rows, columns, precision, true);
  }

  private static int stride(int columns) {
    return Math.multiplyExact((columns - 1) / ALIGNMENT + 1, ALIGNMENT);
  }

  /** What such a matrix takes. */
  static long bytes(int rows, int columns, Precision precision) {
    return (long) rows
        * stride(columns)
        * (precision == Precision.SINGLE ? Float.BYTES : Double.BYTES);
  }

  /** Number of rows. */
  int rows() {
    return rows;
  }

  /** Number of columns. */
  int columns() {
    return columns;
  }

  private long index(int row, int column) {
    if (base == null) {
      throw new IllegalStateException("this matrix was closed");
    }
    return (long) row * stride + column;
  }

  /** From a row to the next one, a multiple of 64. */
  int rowBytes() {
    return stride * (single ? Float.BYTES : Double.BYTES);
  }

  /** The memory of some rows with their padding, at most 2 GiB. */
  ByteBuffer memory(int row, int count) {
    long from = index(row, 0) * (single ? Float.BYTES : Double.BYTES);
    int length = Math.multiplyExact(count, rowBytes());
    return new BytePointer(base)
        .getPointer(from)
        .limit(length)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** Copies {@code count} numbers of a row, from a column on, into the front of an array. */
  void read(int row, int column, int count, double[] into) {
    long at = index(row, column);
    if (single) {
      float[] numbers = new float[count];
      new FloatPointer(base).position(at).get(numbers);
      for (int i = 0; i < count; i++) {
        into[i] = numbers[i];
      }
    } else {
      new DoublePointer(base).position(at).get(into, 0, count);
    }
  }

  /** Sets {@code count} numbers of a row, from a column on, to the front of an array, rounded. */
  void write(int row, int column, int count, double[] from) {
    long at = index(row, column);
    if (single) {
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = (float) from[i];
      }
      new FloatPointer(base).position(at).put(numbers);
    } else {
      new DoublePointer(base).position(at).put(from, 0, count);
    }
  }

  /** A part of a matrix, from an entry on to the right and down. */
  record Part(NativeMatrix matrix, int row, int column, boolean transposed) {

    /** The part read with rows and columns exchanged. */
    Part transpose() {
      return new Part(matrix, row, column, !transposed);
    }

    private long index() {
      return matrix.index(row, column);
    }

    /**
     * Sets this part to A B, or adds it.
     *
     * @param a (m, k)
     * @param b (k, n)
     */
    void product(Part a, Part b, int m, int n, int k, boolean add) {
      if (matrix.single) {
        singleProduct(a, b, m, n, k, add);
      } else {
        doubleProduct(a, b, m, n, k, add);
      }
    }

    private FloatPointer floats() {
      return new FloatPointer(matrix.base).position(index());
    }

    private DoublePointer doubles() {
      return new DoublePointer(matrix.base).position(index());
    }

    private int order() {
      return transposed ? CblasTrans : CblasNoTrans;
    }

    private void singleProduct(Part a, Part b, int m, int n, int k, boolean add) {
      cblas_sgemm(
          CblasRowMajor,
          a.order(),
          b.order(),
          m,
          n,
          k,
          1f,
          a.floats(),
          a.matrix.stride,
          b.floats(),
          b.matrix.stride,
          add ? 1f : 0f,
          floats(),
          matrix.stride);
    }

    private void doubleProduct(Part a, Part b, int m, int n, int k, boolean add) {
      cblas_dgemm(
          CblasRowMajor,
          a.order(),
          b.order(),
          m,
          n,
          k,
          1,
          a.doubles(),
          a.matrix.stride,
          b.doubles(),
          b.matrix.stride,
          add ? 1 : 0,
          doubles(),
          matrix.stride);
    }
  }

  /** The part from an entry on. */
  Part from(int row, int column) {
    return new Part(this, row, column, false);
  }

  @Override
  public void close() {
    if (base != null) {
      Pointer.free(base);
      base = null;
    }
  }
}
