package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.DescentSession;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.NetworkProduct;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** This computer's processor. */
public final class CpuBackend implements Backend {
  private final String reason;
  private final Progress progress;
  private final Workers workers;

  private CpuBackend(int threads, String reason, Progress progress) {
    this.reason = reason;
    this.progress = progress;
    this.workers = new Workers(threads);
  }

  /**
   * Opens the processor as a back end.
   *
   * @param threads at least 1
   * @param reason why it was chosen, for {@link #info}
   * @throws org.ntkasymptotics.backend.BackendUnavailableException without native LAPACK
   */
  public static CpuBackend open(int threads, String reason, Progress progress) {
    Lapack.require();
    return new CpuBackend(threads, reason, progress);
  }

  @Override
  public BackendInfo info() {
    return new BackendInfo(
        "cpu",
        Processor.model(),
        reason,
        workers.threads(),
        Precision.DOUBLE,
        Processor.properties());
  }

  @Override
  public MemoryPlan memoryPlan(String operation, long points) {
    return CpuMemory.plan(operation, points);
  }

  @Override
  public MemoryPlan memoryPlan(String operation, NtkKernel kernel, long points) {
    return CpuMemory.plan(operation, kernel, points);
  }

  @Override
  public BackendMatrix gram(NtkKernel kernel, RowMatrix points) {
    Shapes.requirePoints(points);
    memoryPlan("gram", kernel, points.rows()).orRefuse();
    Meter meter = new Meter(progress, "kernel matrix");
    if (kernel instanceof EmpiricalNtk empirical) {
      return new CpuEmpiricalGram(empirical.network().layered(), points).compute(workers, meter);
    }
    return new CpuGram(KernelEntries.of(kernel, points)).compute(workers, meter);
  }

  @Override
  public Eigensystem eigh(BackendMatrix gram) {
    CpuMatrix matrix = own(gram);
    // The matrix is there already: only the rest must still be free.
    memoryPlan("eigh", matrix.size()).withAllocated(CpuMemory.gram(matrix.size())).orRefuse();
    return new CpuEigh(EighDriver.of(matrix.size()), workers, progress).compute(matrix);
  }

  @Override
  public Modes modes(BackendMatrix gram, RowMatrix residuals) {
    CpuMatrix matrix = own(gram);
    Shapes.requireLength(matrix.size(), residuals, "residual");
    return new CpuModes(CpuModes.Route.of(matrix.size()), CpuModes.BAND, workers, progress)
        .compute(matrix, residuals);
  }

  @Override
  public KernelProduct product(NtkKernel kernel, RowMatrix points) {
    Shapes.requirePoints(points);
    if (kernel instanceof EmpiricalNtk empirical) {
      FiniteNetwork network = empirical.network().layered();
      return new NetworkProduct(
          descent(network, points, DescentPlan.Precision.DOUBLE), points.rows());
    }
    return new CpuProduct(KernelEntries.of(kernel, points), workers, progress);
  }

  @Override
  public TrainingRun descent(
      FiniteNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress listener) {
    DescentSession session = new DescentSession(initial, points, residual, plan, checkpoints);
    try (Descent descent = descent(initial, points, plan.precision())) {
      return session.run(descent, listener);
    }
  }

  /** Descent of a network on points, from its initial parameters. */
  Descent descent(FiniteNetwork initial, RowMatrix points, DescentPlan.Precision precision) {
    return initial.shape().hidden() == 1
        ? new CpuDescent(initial, points, precision, workers.ranges(), VectorModule.present())
        : new CpuLayeredDescent(
            (LayeredNetwork) initial, points, precision, workers.ranges(), VectorModule.present());
  }

  private static CpuMatrix own(BackendMatrix gram) {
    if (gram instanceof CpuMatrix matrix) {
      matrix.lower();
      return matrix;
    }
    throw new IllegalArgumentException(
        "back end cpu takes only the matrices it made; got a " + gram.getClass().getSimpleName());
  }

  @Override
  public void close() {
    // The threads end by themselves; matrices and eigensystems are closed by who holds them.
  }
}
