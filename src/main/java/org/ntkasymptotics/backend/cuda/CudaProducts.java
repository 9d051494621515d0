package org.ntkasymptotics.backend.cuda;

import static jcuda.jcublas.JCublas2.cublasCreate;
import static jcuda.jcublas.JCublas2.cublasDestroy;
import static jcuda.jcublas.JCublas2.cublasDgemm;
import static jcuda.jcublas.JCublas2.cublasDgemmStridedBatched;
import static jcuda.jcublas.JCublas2.cublasDsyrk;
import static jcuda.jcublas.JCublas2.cublasSetMathMode;
import static jcuda.jcublas.JCublas2.cublasSetStream;
import static jcuda.jcublas.JCublas2.cublasSgemm;
import static jcuda.jcublas.JCublas2.cublasSgemmStridedBatched;
import static jcuda.jcublas.JCublas2.cublasSsyrk;
import static jcuda.jcublas.cublasFillMode.CUBLAS_FILL_MODE_UPPER;
import static jcuda.jcublas.cublasMath.CUBLAS_DEFAULT_MATH;
import static jcuda.jcublas.cublasMath.CUBLAS_TF32_TENSOR_OP_MATH;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;

import jcuda.Pointer;
import jcuda.jcublas.cublasHandle;
import jcuda.runtime.cudaStream_t;
import org.ntkasymptotics.backend.Precision;

/**
 * Products of matrices by cuBLAS in a stream, none of which waits for the device.
 *
 * <p>Matrices are column-major, factors without gaps. Single precision is that of 24 bits; with
 * {@code -Dntk.cuda.tf32=true} factors are rounded to 11 bits for the tensor cores.
 */
final class CudaProducts implements AutoCloseable {
  private final CudaContext context;
  private final String stage;
  private final boolean single;
  private final cublasHandle handle = new cublasHandle();

  CudaProducts(CudaContext context, String stage, CudaStream stream, Precision precision) {
    this.context = context;
    this.stage = stage;
    this.single = precision == Precision.SINGLE;
    context.call(stage, () -> cublasCreate(handle));
    context.adopt(this);
    int mode =
        Boolean.getBoolean("ntk.cuda.tf32") ? CUBLAS_TF32_TENSOR_OP_MATH : CUBLAS_DEFAULT_MATH;
    try {
      context.call(
          stage,
          () -> {
            cublasSetStream(handle, new cudaStream_t(stream.handle()));
            cublasSetMathMode(handle, mode);
          });
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * A factor.
   *
   * @param from its first number
   * @param rows as it lies in memory
   * @param transposed whether its transpose is the factor
   */
  record Factor(Pointer from, int rows, boolean transposed) {}

  /**
   * Where a product goes: C becomes factor times the product + keep C.
   *
   * @param to the first number of C
   * @param rows from a column of C to the next
   */
  record Result(Pointer to, int rows, double factor, double keep) {}

  /** C = A B + keep C, C without gaps, with C of m rows and n columns and k terms a sum. */
  void multiply(int m, int n, int k, Factor a, Factor b, double keep, Pointer c) {
    multiply(m, n, k, a, b, new Result(c, m, 1, keep));
  }

  /** A B, with m rows and n columns and k terms a sum. */
  void multiply(int m, int n, int k, Factor a, Factor b, Result c) {
    int first = operation(a);
    int second = operation(b);
    Pointer factor = scalar(c.factor());
    Pointer keep = scalar(c.keep());
    context.call(
        stage,
        () -> {
          if (single) {
            cublasSgemm(
                handle, first, second, m, n, k, factor, a.from(), a.rows(), b.from(), b.rows(),
                keep, c.to(), c.rows());
          } else {
            cublasDgemm(
                handle, first, second, m, n, k, factor, a.from(), a.rows(), b.from(), b.rows(),
                keep, c.to(), c.rows());
          }
        });
  }

  /**
   * Products of the same shape, of matrices that lie so many numbers one behind the other.
   *
   * @param count how many
   * @param firstStep between factors A
   * @param secondStep between factors B
   * @param resultStep between results
   */
  record Batch(int count, long firstStep, long secondStep, long resultStep) {}

  /** C = A B for each of a batch, with C of m rows and n columns and k terms a sum. */
  void multiplyEach(Batch batch, int m, int n, int k, Factor a, Factor b, Pointer c) {
    int first = operation(a);
    int second = operation(b);
    long stepA = batch.firstStep();
    long stepB = batch.secondStep();
    long stepC = batch.resultStep();
    Pointer one = scalar(1);
    Pointer none = scalar(0);
    context.call(
        stage,
        () -> {
          if (single) {
            cublasSgemmStridedBatched(
                handle,
                first,
                second,
                m,
                n,
                k,
                one,
                a.from(),
                a.rows(),
                stepA,
                b.from(),
                b.rows(),
                stepB,
                none,
                c,
                m,
                stepC,
                batch.count());
          } else {
            cublasDgemmStridedBatched(
                handle,
                first,
                second,
                m,
                n,
                k,
                one,
                a.from(),
                a.rows(),
                stepA,
                b.from(),
                b.rows(),
                stepB,
                none,
                c,
                m,
                stepC,
                batch.count());
          }
        });
  }

  /** The upper triangle of A Aᵀ, of order n with k terms a sum. */
  void square(int n, int k, Factor a, Result c) {
    Pointer factor = scalar(c.factor());
    Pointer keep = scalar(c.keep());
    int upper = CUBLAS_FILL_MODE_UPPER;
    context.call(
        stage,
        () -> {
          if (single) {
            cublasSsyrk(
                handle,
                upper,
                operation(a),
                n,
                k,
                factor,
                a.from(),
                a.rows(),
                keep,
                c.to(),
                c.rows());
          } else {
            cublasDsyrk(
                handle,
                upper,
                operation(a),
                n,
                k,
                factor,
                a.from(),
                a.rows(),
                keep,
                c.to(),
                c.rows());
          }
        });
  }

  private static int operation(Factor factor) {
    return factor.transposed() ? CUBLAS_OP_T : CUBLAS_OP_N;
  }

  private Pointer scalar(double value) {
    return single ? Pointer.to(new float[] {(float) value}) : Pointer.to(new double[] {value});
  }

  @Override
  public void close() {
    context.release(this, () -> cublasDestroy(handle));
  }
}
