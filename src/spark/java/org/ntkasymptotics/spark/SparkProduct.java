package org.ntkasymptotics.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.RowMatrix;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * (1/M) Θ V from row blocks on executors. The points travel to each executor once, the vectors once
 * a product, and each block's rows come back; a block that is lost with its executor is computed
 * again by another, and no other block is. Every row has the bits of {@link KernelProduct#apply(int,
 * int, RowMatrix)} on one machine of that sort, however rows are cut into blocks.
 */
final class SparkProduct implements KernelProduct {
  /** Key of Spark's configuration: the number of blocks of a product. */
  static final String BLOCKS = "spark.ntk.blocks";

  private final JavaSparkContext context;
  private final KernelText kernel;
  private final TaskMachine machine;
  private final Broadcast<double[]> points;
  private final int order;
  private final int dimension;
  private final Progress progress;

  SparkProduct(
      JavaSparkContext context,
      KernelText kernel,
      TaskMachine machine,
      RowMatrix points,
      Progress progress) {
    this.context = context;
    this.kernel = kernel;
    this.machine = machine;
    this.points = context.broadcast(points.array());
    this.order = points.rows();
    this.dimension = points.columns();
    this.progress = progress;
  }

  @Override
  public int order() {
    return order;
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    return apply(0, order, vectors);
  }

  @Override
  public RowMatrix apply(int from, int to, RowMatrix vectors) {
    if (!points.isValid()) {
      throw new IllegalStateException("this product was closed");
    }
    Shapes.requireLength(order, vectors, "vector");
    Shapes.requireRows(order, from, to);
    RowMatrix out = RowMatrix.zeros(vectors.rows(), to - from);
    List<RowBlock> blocks = blocks(from, to);
    if (vectors.rows() > 0 && !blocks.isEmpty()) {
      Broadcast<double[]> sent = context.broadcast(vectors.array());
      try {
        run(new BlockTask(kernel, machine, points, dimension, sent, vectors.rows()), blocks, out);
      } finally {
        sent.destroy();
      }
    }
    return out;
  }

  /** As many as the configuration says, or as the tasks that can run at the same time suggest. */
  private List<RowBlock> blocks(int from, int to) {
    int asked = context.getConf().getInt(BLOCKS, 0);
    if (asked > 0) {
      return RowBlock.evenly(from, to, Math.min(asked, to - from));
    }
    int cores = context.getConf().getInt("spark.task.cpus", 1);
    int slots = Math.max(1, context.defaultParallelism() / cores);
    return RowBlock.covering(order, from, to, slots, cores);
  }

  private void run(BlockTask task, List<RowBlock> blocks, RowMatrix out) {
    ClassTag<double[]> rows = ClassTag$.MODULE$.apply(double[].class);
    Arrival arrival = new Arrival(blocks, out, new Meter(progress, "kernel product"));
    context.sc().runJob(context.parallelize(blocks, blocks.size()).rdd(), task, arrival, rows);
    arrival.meter.done();
  }

  @Override
  public void close() {
    points.destroy();
  }

  /** Puts blocks into their place as they come; called by one thread at a time. */
  private static final class Arrival extends AbstractFunction2<Object, double[], BoxedUnit> {
    private final List<RowBlock> blocks;
    private final RowMatrix out;
    private final Meter meter;
    private int arrived;

    Arrival(List<RowBlock> blocks, RowMatrix out, Meter meter) {
      this.blocks = blocks;
      this.out = out;
      this.meter = meter;
    }

    @Override
    public BoxedUnit apply(Object index, double[] rows) {
      RowBlock block = blocks.get((Integer) index);
      int first = blocks.get(0).from();
      for (int k = 0; k < out.rows(); k++) {
        System.arraycopy(
            rows,
            k * block.rows(),
            out.array(),
            k * out.columns() + block.from() - first,
            block.rows());
      }
      arrived++;
      meter.at((double) arrived / blocks.size());
      return BoxedUnit.UNIT;
    }
  }
}
