package org.ntkasymptotics.backend.cuda;

import static jcuda.jcublas.JCublas2.cublasCreate;
import static jcuda.jcublas.JCublas2.cublasDestroy;
import static jcuda.jcublas.JCublas2.cublasDgemv;
import static jcuda.jcublas.JCublas2.cublasSgemv;
import static jcuda.jcusolver.JCusolver.cusolverGetVersion;
import static jcuda.jcusolver.JCusolverDn.cusolverDnCreate;
import static jcuda.jcusolver.JCusolverDn.cusolverDnDestroy;
import static jcuda.jcusolver.JCusolverDn.cusolverDnDormtr;
import static jcuda.jcusolver.JCusolverDn.cusolverDnDormtr_bufferSize;
import static jcuda.jcusolver.JCusolverDn.cusolverDnDsytrd;
import static jcuda.jcusolver.JCusolverDn.cusolverDnDsytrd_bufferSize;
import static jcuda.jcusolver.JCusolverDn.cusolverDnSormtr;
import static jcuda.jcusolver.JCusolverDn.cusolverDnSormtr_bufferSize;
import static jcuda.jcusolver.JCusolverDn.cusolverDnSsytrd;
import static jcuda.jcusolver.JCusolverDn.cusolverDnSsytrd_bufferSize;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.cublasFillMode;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasOperation;
import jcuda.jcublas.cublasSideMode;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Precision;

/**
 * The calls of cuBLAS and cuSOLVER in use, in one precision, on upper triangles. Handles are made
 * at the first need: they take a second and some hundred megabytes.; eigenvectors have routines of
 * their own, {@link EighRoutine}.
 */
final class CudaSolver {
  private static final int UPPER = cublasFillMode.CUBLAS_FILL_MODE_UPPER;
  private static final int LEFT = cublasSideMode.CUBLAS_SIDE_LEFT;
  private static final int TRANSPOSED = cublasOperation.CUBLAS_OP_T;

  private final CudaContext context;
  private final boolean single;
  private cublasHandle blas;
  private SolverHandle solver;

  /** Calls on a context. */
  CudaSolver(CudaContext context, Precision precision) {
    this.context = context;
    this.single = precision == Precision.SINGLE;
  }

  /** Version of cuSOLVER, such as 11701; CUDA 12's is 11, CUDA 13's is 12. */
  static int version() {
    int[] version = new int[1];
    cusolverGetVersion(version);
    return version[0];
  }

  /** cuSOLVER's handle. */
  SolverHandle handle() {
    if (solver == null) {
      SolverHandle fresh = new SolverHandle();
      context.call("cuSOLVER", () -> cusolverDnCreate(fresh));
      context.atClose(() -> cusolverDnDestroy(fresh));
      solver = fresh;
    }
    return solver;
  }

  private cublasHandle blas() {
    if (blas == null) {
      cublasHandle fresh = new cublasHandle();
      context.call("cuBLAS", () -> cublasCreate(fresh));
      context.atClose(() -> cublasDestroy(fresh));
      blas = fresh;
    }
    return blas;
  }

  /** Numbers of workspace for {@link #sytrd} and {@link #ormtr} on k vectors. */
  int tridiagonalWorkspace(int n, int k) {
    SolverHandle handle = handle();
    CUdeviceptr none = new CUdeviceptr();
    int[] reduction = new int[1];
    int[] rotation = new int[1];
    context.call(
        "eigenvalues",
        () -> {
          if (single) {
            cusolverDnSsytrd_bufferSize(handle, UPPER, n, none, n, none, none, none, reduction);
            cusolverDnSormtr_bufferSize(
                handle, LEFT, UPPER, TRANSPOSED, n, k, none, n, none, none, n, rotation);
          } else {
            cusolverDnDsytrd_bufferSize(handle, UPPER, n, none, n, none, none, none, reduction);
            cusolverDnDormtr_bufferSize(
                handle, LEFT, UPPER, TRANSPOSED, n, k, none, n, none, none, n, rotation);
          }
        });
    return Math.max(reduction[0], rotation[0]);
  }

  /** Reduces the matrix to tridiagonal form (d, e); the reflections stay in it and in tau. */
  void sytrd(
      int n, DeviceArray a, DeviceArray d, DeviceArray e, DeviceArray tau, DeviceArray work) {
    SolverHandle handle = handle();
    Pointer w = work.pointer();
    int size = Math.toIntExact(work.length());
    checked(
        "eigenvalues",
        "sytrd",
        info -> {
          Pointer ap = a.pointer();
          if (single) {
            cusolverDnSsytrd(
                handle,
                UPPER,
                n,
                ap,
                n,
                d.pointer(),
                e.pointer(),
                tau.pointer(),
                w,
                size,
                info.pointer());
          } else {
            cusolverDnDsytrd(
                handle,
                UPPER,
                n,
                ap,
                n,
                d.pointer(),
                e.pointer(),
                tau.pointer(),
                w,
                size,
                info.pointer());
          }
        });
  }

  /** Multiplies k columns by Qᵀ of {@link #sytrd}. */
  void ormtr(int n, int k, DeviceArray a, DeviceArray tau, DeviceArray columns, DeviceArray work) {
    SolverHandle handle = handle();
    Pointer c = columns.pointer();
    Pointer w = work.pointer();
    int size = Math.toIntExact(work.length());
    checked(
        "eigenvalues",
        "ormtr",
        info -> {
          Pointer ap = a.pointer();
          Pointer t = tau.pointer();
          if (single) {
            cusolverDnSormtr(
                handle, LEFT, UPPER, TRANSPOSED, n, k, ap, n, t, c, n, w, size, info.pointer());
          } else {
            cusolverDnDormtr(
                handle, LEFT, UPPER, TRANSPOSED, n, k, ap, n, t, c, n, w, size, info.pointer());
          }
        });
  }

  /** y = factor Vᵀ x for V (n, n) column-major. */
  void projections(int n, double factor, DeviceArray v, DeviceArray x, DeviceArray y) {
    cublasHandle handle = blas();
    context.call(
        "projections",
        () -> {
          if (single) {
            Pointer alpha = Pointer.to(new float[] {(float) factor});
            Pointer beta = Pointer.to(new float[1]);
            cublasSgemv(
                handle,
                TRANSPOSED,
                n,
                n,
                alpha,
                v.pointer(),
                n,
                x.pointer(),
                1,
                beta,
                y.pointer(),
                1);
          } else {
            Pointer alpha = Pointer.to(new double[] {factor});
            Pointer beta = Pointer.to(new double[1]);
            cublasDgemv(
                handle,
                TRANSPOSED,
                n,
                n,
                alpha,
                v.pointer(),
                n,
                x.pointer(),
                1,
                beta,
                y.pointer(),
                1);
          }
        });
    context.synchronise("projections");
  }

  /** Calls that write an integer on the device. */
  interface WithInfo {
    void call(DeviceInfo info);
  }

  /**
   * Calls a routine and waits for it.
   *
   * @throws ComputationException if it fails or says that it gave no result
   */
  void checked(String stage, String routine, WithInfo calls) {
    try (DeviceInfo info = new DeviceInfo(context, stage)) {
      context.call(stage, () -> calls.call(info));
      context.synchronise(stage);
      int value = info.value();
      if (value != 0) {
        throw new ComputationException(
            stage
                + ": cuSOLVER's "
                + routine
                + " ended with devInfo = "
                + value
                + (value > 0 ? " (no convergence)" : " (wrong argument)")
                + "; check the points for extreme values, or use --backend cpu");
      }
    }
  }
}
