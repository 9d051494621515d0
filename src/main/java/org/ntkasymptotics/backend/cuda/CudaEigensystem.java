package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.RowMatrix;

/** Eigenvectors in device memory, column-major, in cuSOLVER's ascending order of eigenvalues. */
final class CudaEigensystem implements Eigensystem {
  private static final String STAGE = "projections";

  private final CudaContext context;
  private final CudaSolver solver;
  private final double[] values;
  private final DeviceArray vectors;

  /**
   * Takes over {@code vectors}.
   *
   * @param ascending eigenvalues, smallest first
   */
  CudaEigensystem(CudaContext context, CudaSolver solver, double[] ascending, DeviceArray vectors) {
    this.context = context;
    this.solver = solver;
    this.values = reversed(ascending);
    this.vectors = vectors;
  }

  @Override
  public double[] values() {
    vectors.check();
    return values.clone();
  }

  @Override
  public double[] project(double[] residual) {
    vectors.check();
    int n = values.length;
    Shapes.requireLength(n, residual.length, "residual");
    try (DeviceArray x = DeviceArray.of(context, STAGE, vectors.precision(), residual);
        DeviceArray y = new DeviceArray(context, STAGE, vectors.precision(), n)) {
      solver.projections(n, 1 / Math.sqrt(n), vectors, x, y);
      return reversed(y.toHost(STAGE));
    }
  }

  @Override
  public RowMatrix vectors() {
    vectors.check();
    int n = values.length;
    RowMatrix v = RowMatrix.zeros(n, n);
    for (int k = 0; k < n; k++) {
      vectors.download("eigenvectors", (long) (n - 1 - k) * n, v.array(), k * n, n);
    }
    return v;
  }

  private static double[] reversed(double[] ascending) {
    double[] descending = new double[ascending.length];
    for (int i = 0; i < descending.length; i++) {
      descending[i] = ascending[descending.length - 1 - i];
    }
    return descending;
  }

  @Override
  public void close() {
    vectors.close();
  }
}
