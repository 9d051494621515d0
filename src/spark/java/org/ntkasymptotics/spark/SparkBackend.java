package org.ntkasymptotics.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** The machines of a Spark cluster: products of a kernel too large for one of them, nothing else. */
final class SparkBackend implements Backend {
  private final JavaSparkContext context;
  private final TaskMachine machine;
  private final Progress progress;

  /** Takes the context over: {@link #close} stops it. */
  SparkBackend(JavaSparkContext context, TaskMachine machine, Progress progress) {
    this.context = context;
    this.machine = machine;
    this.progress = progress;
  }

  @Override
  public BackendInfo info() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("Spark", context.version());
    properties.put("application", context.sc().applicationId());
    properties.put("cores", String.valueOf(context.defaultParallelism()));
    return new BackendInfo(
        "spark",
        context.master(),
        "asked for",
        Runtime.getRuntime().availableProcessors(),
        Precision.DOUBLE,
        properties);
  }

  @Override
  public KernelProduct product(NtkKernel kernel, RowMatrix points) {
    Shapes.requirePoints(points);
    return new SparkProduct(context, KernelText.of(kernel), machine, points, progress);
  }

  @Override
  public MemoryPlan memoryPlan(String operation, long points) {
    throw productsOnly(operation);
  }

  @Override
  public BackendMatrix gram(NtkKernel kernel, RowMatrix points) {
    throw productsOnly("gram");
  }

  @Override
  public Eigensystem eigh(BackendMatrix gram) {
    throw productsOnly("eigh");
  }

  @Override
  public Modes modes(BackendMatrix gram, RowMatrix residuals) {
    throw productsOnly("modes");
  }

  @Override
  public TrainingRun descent(
      FiniteNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress listener) {
    throw productsOnly("training");
  }

  private static IllegalArgumentException productsOnly(String operation) {
    return new IllegalArgumentException(
        "back end spark computes products of the kernel only (ntk spectrum --matrix-free), not "
            + operation
            + ": use --backend auto");
  }

  @Override
  public void close() {
    context.close();
  }
}
