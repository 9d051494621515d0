package org.ntkasymptotics.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** One pair of spans of (1/M) Θ V, computed where the executor is. */
final class PairTask extends AbstractFunction2<TaskContext, Iterator<SpanPair>, double[]>
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
  PairTask(
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

  /** What the pair's points get, (k, points of the pair). */
  @Override
  public double[] apply(TaskContext task, Iterator<SpanPair> pairs) {
    double[] coordinates = points.value();
    int m = coordinates.length / dimension;
    RowMatrix x = new RowMatrix(m, dimension, coordinates);
    RowMatrix v = new RowMatrix(count, m, vectors.value());
    try (Backend backend = machine.open(task)) {
      return compute(backend, kernel.kernel(), pairs.next(), x, v);
    }
  }

  /**
   * The same on a given machine, from all points and vectors.
   *
   * @param points (M, d)
   * @param vectors (k, M)
   */
  static double[] compute(
      Backend backend, NtkKernel kernel, SpanPair pair, RowMatrix points, RowMatrix vectors) {
    RowMatrix v = pair.columnsOf(vectors);
    try (KernelProduct product = backend.product(kernel, pair.rowsOf(points))) {
      RowMatrix given = pair.same() ? product.apply(v) : product.across(pair.one().length(), v);
      return scaled(given.array(), (double) pair.length() / points.rows());
    }
  }

  /** From 1/(points of the pair) to 1/M. */
  private static double[] scaled(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }
}
