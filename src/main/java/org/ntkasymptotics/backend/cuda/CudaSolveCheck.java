package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.SolveCheck;
import org.ntkasymptotics.special.CompensatedSum;

/**
 * Measures a matrix for a {@link SolveCheck} before it is destroyed: launches {@code
 * solve_check.cu}.
 */
final class CudaSolveCheck {
  /** Threads of the block that sums a column, as in solve_check.cu. */
  static final int SOLVE_CHECK_THREADS = 256;

  private static final String STAGE = "norms";

  private CudaSolveCheck() {}

  /** The identities that the eigenvalues of this matrix must satisfy. */
  static SolveCheck of(CudaMatrix matrix, CudaContext context, KernelModule module) {
    int n = matrix.size();
    Precision precision = matrix.memory().precision();
    try (DeviceArray diagonal = new DeviceArray(context, STAGE, Precision.DOUBLE, n);
        DeviceArray squares = new DeviceArray(context, STAGE, Precision.DOUBLE, n)) {
      module.launch(
          STAGE,
          KernelFunction.solveCheck(precision),
          new KernelModule.Grid(n, 1, SOLVE_CHECK_THREADS),
          KernelModule.of(matrix.memory()),
          KernelModule.of((long) n),
          KernelModule.of(diagonal),
          KernelModule.of(squares));
      return new SolveCheck(n, sum(diagonal), sum(squares), precision);
    }
  }

  private static double sum(DeviceArray array) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : array.toHost(STAGE)) {
      sum.add(value);
    }
    return sum.value();
  }
}
