package org.ntkasymptotics.backend.cuda;

import jcuda.CudaException;
import jcuda.jcusolver.cusolverStatus;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Precision;

/**
 * cusolverDnXsyevd, which counts in 64 bits, by a native library of our own, {@code
 * cuda-kernels/xsyevd}: JCuda 12.6.0 takes the arrays for its workspace sizes for pointers and
 * writes to addresses that are none. A build without g++ does without it.
 */
final class Xsyevd implements EighRoutine {
  /** The file of the native library. */
  static final String LIBRARY = "libntk-xsyevd.so";

  private static final String STAGE = "eigenvectors";

  /** What the native library returns instead of a status of cuSOLVER. */
  private static final int NO_HOST_MEMORY = -2;

  private final CudaContext context;
  private final CudaSolver solver;
  private final Precision precision;

  Xsyevd(CudaContext context, CudaSolver solver, Precision precision) {
    this.context = context;
    this.solver = solver;
    this.precision = precision;
  }

  /** Whether the native library is loaded and has found what it calls. */
  static boolean isThere() {
    try {
      return isComplete();
    } catch (UnsatisfiedLinkError e) {
      return false; // this build has none
    }
  }

  private static native boolean isComplete();

  private static native int bufferSize(long handle, boolean single, long n, long[] bytes);

  private static native int solve(
      long handle,
      boolean single,
      long n,
      long matrix,
      long values,
      long work,
      long workBytes,
      long hostBytes,
      long info);

  @Override
  public String title() {
    return "Xsyevd (64-bit)";
  }

  @Override
  public int largest() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Workspace workspace(int n) {
    long handle = solver.handle().value();
    long[] bytes = new long[2];
    context.call(STAGE, () -> succeed(bufferSize(handle, single(), n, bytes)));
    return new Workspace(bytes[0], bytes[1]);
  }

  @Override
  public void solve(int n, DeviceArray matrix, DeviceArray values, DeviceArray work) {
    long handle = solver.handle().value();
    Workspace space = workspace(n);
    solver.checked(
        STAGE,
        "Xsyevd",
        info ->
            succeed(
                solve(
                    handle,
                    single(),
                    n,
                    matrix.pointer().value(),
                    values.pointer().value(),
                    work.pointer().value(),
                    space.deviceBytes(),
                    space.hostBytes(),
                    info.pointer().value())));
  }

  private boolean single() {
    return precision == Precision.SINGLE;
  }

  private static void succeed(int status) {
    if (status == NO_HOST_MEMORY) {
      throw new ComputationException(
          STAGE
              + ": this computer's memory has no room for the workspace of Xsyevd; take fewer"
              + " points");
    }
    if (status != cusolverStatus.CUSOLVER_STATUS_SUCCESS) {
      throw new CudaException(cusolverStatus.stringFor(status));
    }
  }
}
