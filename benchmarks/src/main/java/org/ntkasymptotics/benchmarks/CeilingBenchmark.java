package org.ntkasymptotics.benchmarks;

import static jcuda.driver.JCudaDriver.cuCtxSynchronize;
import static jcuda.driver.JCudaDriver.cuMemAlloc;
import static jcuda.driver.JCudaDriver.cuMemFree;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoD;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoD;
import static jcuda.jcublas.JCublas2.cublasCreate;
import static jcuda.jcublas.JCublas2.cublasDestroy;
import static jcuda.jcublas.JCublas2.cublasDgemm;
import static jcuda.jcublas.JCublas2.cublasSgemm;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;

import java.util.concurrent.TimeUnit;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.cublasHandle;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a CUDA device can do at most: copying an (n, n) matrix of doubles within its memory, 16 n²
 * bytes read and written, and the square of a random (n, n) matrix, 2 n³ operations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CeilingBenchmark {
  private static final Pointer ONE = Pointer.to(new double[] {1});
  private static final Pointer ZERO = Pointer.to(new double[] {0});
  private static final Pointer ONE_F = Pointer.to(new float[] {1});
  private static final Pointer ZERO_F = Pointer.to(new float[] {0});

  /** Order of the matrices. */
  @Param({"8192"})
  public int n;

  private final CUdeviceptr matrix = new CUdeviceptr();
  private final CUdeviceptr single = new CUdeviceptr();
  private final CUdeviceptr result = new CUdeviceptr();
  private final cublasHandle handle = new cublasHandle();
  private Backend machine;
  private long bytes;

  /** Random numbers: on zeros a device is faster. */
  @Setup
  public void open() {
    machine = Machine.open(BackendChoice.CUDA, 1);
    // Makes the device's context current on this thread.
    machine.memoryPlan("gram", 2L * n).orRefuse();
    bytes = 8L * n * n;
    double[] numbers = Sample.uniform(n * n, 6);
    cuMemAlloc(matrix, bytes);
    cuMemcpyHtoD(matrix, Pointer.to(numbers), bytes);
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    cuMemAlloc(single, bytes / 2);
    cuMemcpyHtoD(single, Pointer.to(rounded), bytes / 2);
    cuMemAlloc(result, bytes);
    cublasCreate(handle);
  }

  /** 16 n² bytes. */
  @Benchmark
  public int copy() {
    cuMemcpyDtoD(result, matrix, bytes);
    return cuCtxSynchronize();
  }

  /** 2 n³ operations in double precision. */
  @Benchmark
  public int gemmDouble() {
    cublasDgemm(
        handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, ONE, matrix, n, matrix, n, ZERO, result, n);
    return cuCtxSynchronize();
  }

  /** 2 n³ operations in single precision, without TF32. */
  @Benchmark
  public int gemmSingle() {
    cublasSgemm(
        handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, ONE_F, single, n, single, n, ZERO_F, result, n);
    return cuCtxSynchronize();
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    cublasDestroy(handle);
    cuMemFree(matrix);
    cuMemFree(single);
    cuMemFree(result);
    machine.close();
  }
}
