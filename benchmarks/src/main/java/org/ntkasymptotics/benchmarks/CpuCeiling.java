package org.ntkasymptotics.benchmarks;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.ntkasymptotics.linalg.ParallelRanges;

/**
 * The processor: threads fill fresh memory with a constant, page faults included, and each squares
 * a matrix of its own in OpenBLAS, the way the engine calls it: single-threaded.
 */
final class CpuCeiling implements Ceiling {
  private static final int PANEL = 64;

  private final int n;
  private final ParallelRanges ranges;
  private final int threads;
  private final double[] ones;
  private final DoublePointer matrices;
  private final DoublePointer squares;
  private final FloatPointer singles;
  private final FloatPointer singleSquares;
  private Pointer filled;

  CpuCeiling(int n, int threads) {
    this.n = n;
    this.threads = threads;
    ranges = new ParallelRanges(threads);
    ones = new double[n];
    Arrays.fill(ones, 1.5);
    openblas.blas_set_num_threads(1);
    double[] numbers = Sample.uniform(n * n, 6);
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    matrices = new DoublePointer(numbers);
    singles = new FloatPointer(rounded);
    squares = new DoublePointer((long) threads * n * n);
    singleSquares = new FloatPointer((long) threads * n * n);
  }

  @Override
  public long memory() {
    filled = Pointer.malloc(8L * n * n);
    ranges.forEach(n, PANEL, this::fill);
    return filled.address();
  }

  private void fill(int from, int to) {
    DoublePointer panel = new DoublePointer(filled).position((long) from * n);
    DoubleBuffer buffer = panel.limit((long) to * n).asBuffer();
    for (int j = from; j < to; j++) {
      buffer.put((j - from) * n, ones, 0, n);
    }
  }

  @Override
  public void free() {
    if (filled != null) {
      Pointer.free(filled);
      filled = null;
    }
  }

  @Override
  public long gemmDouble() {
    ranges.forEach(threads, 1, (from, to) -> square(from));
    return threads;
  }

  private void square(int thread) {
    DoublePointer result = new DoublePointer(squares).position((long) thread * n * n);
    openblas.cblas_dgemm(
        openblas.CblasColMajor,
        openblas.CblasNoTrans,
        openblas.CblasNoTrans,
        n,
        n,
        n,
        1,
        matrices,
        n,
        matrices,
        n,
        0,
        result,
        n);
  }

  @Override
  public long gemmSingle() {
    ranges.forEach(threads, 1, (from, to) -> squareSingle(from));
    return threads;
  }

  private void squareSingle(int thread) {
    FloatPointer result = new FloatPointer(singleSquares).position((long) thread * n * n);
    openblas.cblas_sgemm(
        openblas.CblasColMajor,
        openblas.CblasNoTrans,
        openblas.CblasNoTrans,
        n,
        n,
        n,
        1,
        singles,
        n,
        singles,
        n,
        0,
        result,
        n);
  }

  @Override
  public double bytes() {
    return 8.0 * n * n;
  }

  @Override
  public double flops() {
    return 2.0 * threads * n * n * n;
  }

  @Override
  public void close() {
    matrices.close();
    squares.close();
    singles.close();
    singleSquares.close();
  }
}
