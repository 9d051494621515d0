package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.SolveCheck;
import org.ntkasymptotics.backend.TridiagonalQl;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * All eigenvalues and the projections of a few residuals without eigenvectors: cuSOLVER reduces the
 * matrix to tridiagonal form (sytrd) and applies the same reflections to the residuals (ormtr);
 * {@link TridiagonalQl} does the rest on the host. One M × M array is all that is needed.
 */
final class CudaModes {
  private static final String STAGE = "eigenvalues";

  private final CudaContext context;
  private final KernelModule module;
  private final CudaSolver solver;
  private final Progress progress;

  CudaModes(CudaContext context, KernelModule module, CudaSolver solver, Progress progress) {
    this.context = context;
    this.module = module;
    this.solver = solver;
    this.progress = progress;
  }

  /**
   * Values largest first; closes the matrix.
   *
   * @param residuals (k, n)
   */
  Modes compute(CudaMatrix matrix, RowMatrix residuals) {
    int n = matrix.size();
    Meter meter = new Meter(progress, STAGE);
    double[] d = new double[n];
    double[] e = new double[n];
    double[][] rows = new double[residuals.rows()][];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = residuals.row(j);
    }
    SolveCheck check;
    try (matrix) {
      check = CudaSolveCheck.of(matrix, context, module);
      meter.at(0);
      reduce(matrix, d, e, rows);
    }
    new TridiagonalQl(d, e, rows).solve(meter.part(0.8, 1));
    check.values(d);
    RowMatrix coefficients = RowMatrix.zeros(rows.length, n);
    double scale = 1 / Math.sqrt(n);
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; i < n; i++) {
        coefficients.set(j, i, scale * rows[j][i]);
      }
      check.coefficients(coefficients.row(j), residuals.row(j));
    }
    meter.done();
    return new Modes(d, coefficients);
  }

  private void reduce(CudaMatrix matrix, double[] d, double[] e, double[][] rows) {
    int n = d.length;
    int k = rows.length;
    DeviceArray a = matrix.memory();
    Precision precision = a.precision();
    if (n == 1) {
      a.download(STAGE, 0, d, 0, 1);
      return;
    }
    int work = solver.tridiagonalWorkspace(n, Math.max(1, k));
    try (DeviceArray diagonal = new DeviceArray(context, STAGE, precision, n);
        DeviceArray beside = new DeviceArray(context, STAGE, precision, n);
        DeviceArray tau = new DeviceArray(context, STAGE, precision, n);
        DeviceArray columns = new DeviceArray(context, STAGE, precision, (long) n * k);
        DeviceArray workspace = new DeviceArray(context, STAGE, precision, work)) {
      for (int j = 0; j < k; j++) {
        columns.upload(STAGE, (long) j * n, rows[j], 0, n);
      }
      solver.sytrd(n, a, diagonal, beside, tau, workspace);
      if (k > 0) {
        solver.ormtr(n, k, a, tau, columns, workspace);
      }
      diagonal.download(STAGE, 0, d, 0, n);
      beside.download(STAGE, 0, e, 0, n - 1);
      for (int j = 0; j < k; j++) {
        columns.download(STAGE, (long) j * n, rows[j], 0, n);
      }
    }
  }
}
