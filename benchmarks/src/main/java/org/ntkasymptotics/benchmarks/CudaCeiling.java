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

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.cublasHandle;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;

/** A CUDA device: copies within its memory, and cuBLAS, single precision without TF32. */
final class CudaCeiling implements Ceiling {
  private static final Pointer ONE = Pointer.to(new double[] {1});
  private static final Pointer ZERO = Pointer.to(new double[] {0});
  private static final Pointer ONE_F = Pointer.to(new float[] {1});
  private static final Pointer ZERO_F = Pointer.to(new float[] {0});

  private final CUdeviceptr matrix = new CUdeviceptr();
  private final CUdeviceptr single = new CUdeviceptr();
  private final CUdeviceptr result = new CUdeviceptr();
  private final cublasHandle handle = new cublasHandle();
  private final int n;
  private final Backend machine;
  private final long size;

  /** Random numbers: on zeros a device is faster. */
  CudaCeiling(int n) {
    this.n = n;
    machine = Machine.open(BackendChoice.CUDA, 1);
    // Makes the device's context current on this thread.
    machine.memoryPlan("gram", 2L * n).orRefuse();
    size = 8L * n * n;
    double[] numbers = Sample.uniform(n * n, 6);
    cuMemAlloc(matrix, size);
    cuMemcpyHtoD(matrix, Pointer.to(numbers), size);
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    cuMemAlloc(single, size / 2);
    cuMemcpyHtoD(single, Pointer.to(rounded), size / 2);
    cuMemAlloc(result, size);
    cublasCreate(handle);
  }

  @Override
  public long memory() {
    cuMemcpyDtoD(result, matrix, size);
    return cuCtxSynchronize();
  }

  @Override
  public long gemmDouble() {
    cublasDgemm(
        handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, ONE, matrix, n, matrix, n, ZERO, result, n);
    return cuCtxSynchronize();
  }

  @Override
  public long gemmSingle() {
    cublasSgemm(
        handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, ONE_F, single, n, single, n, ZERO_F, result, n);
    return cuCtxSynchronize();
  }

  @Override
  public double bytes() {
    return 16.0 * n * n;
  }

  @Override
  public double flops() {
    return 2.0 * n * n * n;
  }

  @Override
  public void free() {
    // Copies go to the same place each time.
  }

  @Override
  public void close() {
    cublasDestroy(handle);
    cuMemFree(matrix);
    cuMemFree(single);
    cuMemFree(result);
    machine.close();
  }
}
