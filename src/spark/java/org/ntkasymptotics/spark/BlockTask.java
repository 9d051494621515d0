package org.ntkasymptotics.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.linalg.RowMatrix;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** One row block of (1/M) Θ V, computed where the executor is. */
final class BlockTask extends AbstractFunction2<TaskContext, Iterator<RowBlock>, double[]>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final KernelText kernel;
  private final TaskMachine machine;
  private final Broadcast<double[]> points;
  private final int dimension;
  private final Broadcast<double[]> vectors;
  private final int count;

  /**
   * Tasks of one product.
   *
   * @param points (M, d)
   * @param vectors (k, M)
   */
  BlockTask(
      KernelText kernel,
      TaskMachine machine,
      Broadcast<double[]> points,
      int dimension,
      Broadcast<double[]> vectors,
      int count) {
    this.kernel = kernel;
    this.machine = machine;
    this.points = points;
    this.dimension = dimension;
    this.vectors = vectors;
    this.count = count;
  }

  /** The block's rows of all products, (k, rows). */
  @Override
  public double[] apply(TaskContext task, Iterator<RowBlock> blocks) {
    RowBlock block = blocks.next();
    double[] coordinates = points.value();
    int m = coordinates.length / dimension;
    RowMatrix x = new RowMatrix(m, dimension, coordinates);
    RowMatrix v = new RowMatrix(count, m, vectors.value());
    try (Backend backend = machine.open(task);
        KernelProduct product = backend.product(kernel.kernel(), x)) {
      return product.apply(block.from(), block.to(), v).array();
    }
  }
}
