package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.SolveCheck;

/** All eigenvalues and eigenvectors by divide and conquer of cuSOLVER. */
final class CudaEigh {
  private static final String STAGE = "eigenvectors";

  private final CudaContext context;
  private final KernelModule module;
  private final CudaSolver solver;
  private final EighRoutine routine;
  private final Progress progress;

  CudaEigh(
      CudaContext context,
      KernelModule module,
      CudaSolver solver,
      EighRoutine routine,
      Progress progress) {
    this.context = context;
    this.module = module;
    this.solver = solver;
    this.routine = routine;
    this.progress = progress;
  }

  /** The eigensystem, whose vectors take over the matrix's memory; on failure closes the matrix. */
  Eigensystem compute(CudaMatrix matrix) {
    int n = matrix.size();
    try {
      SolveCheck check = CudaSolveCheck.of(matrix, context, module);
      progress.report(STAGE, 0, routine.title());
      DeviceArray a = matrix.memory();
      long size = routine.workspace(n).deviceBytes();
      double[] ascending;
      try (DeviceArray values = new DeviceArray(context, STAGE, a.precision(), n);
          DeviceArray work = DeviceArray.ofBytes(context, STAGE, size)) {
        routine.solve(n, a, values, work);
        ascending = values.toHost(STAGE);
      }
      check.values(ascending);
      progress.report(STAGE, 1, "");
      return new CudaEigensystem(context, solver, ascending, matrix.handOn());
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }
}
