package org.ntkasymptotics.backend.cuda;

import static jcuda.jcusolver.JCusolverDn.cusolverDnDsyevd;
import static jcuda.jcusolver.JCusolverDn.cusolverDnDsyevd_bufferSize;
import static jcuda.jcusolver.JCusolverDn.cusolverDnSsyevd;
import static jcuda.jcusolver.JCusolverDn.cusolverDnSsyevd_bufferSize;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.cublasFillMode;
import jcuda.jcusolver.cusolverEigMode;
import org.ntkasymptotics.backend.Precision;

/** cusolverDn&lt;t&gt;syevd, which counts its workspace in an int; it needs nothing but JCuda. */
final class Syevd implements EighRoutine {
  private static final int UPPER = cublasFillMode.CUBLAS_FILL_MODE_UPPER;
  private static final int VECTORS = cusolverEigMode.CUSOLVER_EIG_MODE_VECTOR;
  private static final String STAGE = "eigenvectors";

  private final CudaContext context;
  private final CudaSolver solver;
  private final Precision precision;

  Syevd(CudaContext context, CudaSolver solver, Precision precision) {
    this.context = context;
    this.solver = solver;
    this.precision = precision;
  }

  @Override
  public String title() {
    return "syevd (32-bit)";
  }

  /** The length of the workspace, above 2 n², is an int. */
  @Override
  public int largest() {
    return 32_000;
  }

  @Override
  public Workspace workspace(int n) {
    SolverHandle handle = solver.handle();
    CUdeviceptr none = new CUdeviceptr();
    int[] size = new int[1];
    context.call(
        STAGE,
        () -> {
          if (precision == Precision.SINGLE) {
            cusolverDnSsyevd_bufferSize(handle, VECTORS, UPPER, n, none, n, none, size);
          } else {
            cusolverDnDsyevd_bufferSize(handle, VECTORS, UPPER, n, none, n, none, size);
          }
        });
    return new Workspace((long) size[0] * precision.bytes(), 0);
  }

  @Override
  public void solve(int n, DeviceArray matrix, DeviceArray values, DeviceArray work) {
    SolverHandle handle = solver.handle();
    Pointer w = values.pointer();
    int size = Math.toIntExact(workspace(n).deviceBytes() / precision.bytes());
    solver.checked(
        STAGE,
        "syevd",
        info -> {
          Pointer a = matrix.pointer();
          if (precision == Precision.SINGLE) {
            cusolverDnSsyevd(
                handle, VECTORS, UPPER, n, a, n, w, work.pointer(), size, info.pointer());
          } else {
            cusolverDnDsyevd(
                handle, VECTORS, UPPER, n, a, n, w, work.pointer(), size, info.pointer());
          }
        });
  }
}
