package org.ntkasymptotics.backend.cpu;

import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** This computer's processor. */
public final class CpuBackend implements Backend {
  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private final int threads;
  private final String reason;
  private final Progress progress;

  private CpuBackend(int threads, String reason, Progress progress) {
    this.threads = threads;
    this.reason = reason;
    this.progress = progress;
  }

  /** Opens the processor as a back end with that many threads; {@code reason} goes to the info. */
  public static CpuBackend open(int threads, String reason, Progress progress) {
    return new CpuBackend(threads, reason, progress);
  }

  @Override
  public BackendInfo info() {
    return new BackendInfo("cpu", System.getProperty("os.arch"), reason, threads, Map.of());
  }

  @Override
  public MemoryPlan memoryPlan(String operation, long points) {
    return new MemoryPlan(operation, points, 8 * points * points, Long.MAX_VALUE, 100_000);
  }

  @Override
  public BackendMatrix gram(NtkKernel kernel, RowMatrix points) {
    int m = points.rows();
    CpuMatrix matrix = new CpuMatrix(m);
    double[] column = new double[m];
    for (int j = 0; j < m; j++) {
      double[] y = points.row(j);
      for (int i = j; i < m; i++) {
        column[i - j] = kernel.entry(points.row(i), y) / m;
      }
      matrix.memory().at((long) j * m + j).put(column, 0, m - j);
      progress.report("kernel matrix", (j + 1.0) / m, "");
    }
    return matrix;
  }

  @Override
  public Eigensystem eigh(BackendMatrix gram) {
    CpuMatrix matrix = (CpuMatrix) gram;
    int n = matrix.size();
    double[] values = new double[n];
    try (NativeMemory w = new NativeMemory(n)) {
      DoublePointer wp = w.at(0);
      int info =
          openblas.LAPACKE_dsyevd(
              openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', n, matrix.memory().at(0), n, wp);
      if (info != 0) {
        throw new ComputationException("eigenvalues: dsyevd ended with info = " + info);
      }
      wp.get(values, 0, n);
    }
    return new CpuEigensystem(values, matrix.memory());
  }

  @Override
  public Modes modes(BackendMatrix gram, RowMatrix residuals) {
    try (Eigensystem eigen = eigh(gram)) {
      RowMatrix c = RowMatrix.zeros(residuals.rows(), gram.size());
      for (int k = 0; k < residuals.rows(); k++) {
        System.arraycopy(
            eigen.project(residuals.row(k)), 0, c.array(), k * c.columns(), c.columns());
      }
      return new Modes(eigen.values(), c);
    }
  }

  @Override
  public RowMatrix product(NtkKernel kernel, RowMatrix points, RowMatrix vectors) {
    int m = points.rows();
    RowMatrix out = RowMatrix.zeros(vectors.rows(), m);
    for (int i = 0; i < m; i++) {
      double[] x = points.row(i);
      for (int j = 0; j < m; j++) {
        double entry = kernel.entry(x, points.row(j)) / m;
        for (int k = 0; k < vectors.rows(); k++) {
          out.set(k, i, out.get(k, i) + entry * vectors.get(k, j));
        }
      }
    }
    return out;
  }

  @Override
  public TrainingRun descent(
      ShallowNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress listener) {
    return new CpuDescent(new ParallelRanges(threads), VECTORS)
        .run(initial, points, residual, plan, checkpoints, listener);
  }

  @Override
  public void close() {}
}
