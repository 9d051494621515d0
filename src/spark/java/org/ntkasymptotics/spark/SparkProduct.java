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
 * (1/M) Θ V from pairs of spans of points on executors, each pair's entries computed once and used
 * for both spans. The points travel to each executor once, the vectors once a product, and what
 * each pair gives comes back; a pair that is lost with its executor is computed again by another,
 * and no other pair is. On executors of one sort the bits depend on the number of spans alone.
 */
final class SparkProduct implements KernelProduct {
  /** Key of Spark's configuration: the number of spans of a product. */
  static final String SPANS = "spark.ntk.spans";

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
    return sumOf(SpanPair.within(new Span(0, order).evenly(spans())), vectors);
  }

  @Override
  public RowMatrix across(int split, RowMatrix vectors) {
    Shapes.requireSplit(order, split);
    int each = (spans() + 1) / 2;
    List<Span> earlier = new Span(0, split).evenly(each);
    return sumOf(SpanPair.across(earlier, new Span(split, order).evenly(each)), vectors);
  }

  private int spans() {
    return Math.max(1, context.getConf().getInt(SPANS, Span.count(order)));
  }

  private RowMatrix sumOf(List<SpanPair> pairs, RowMatrix vectors) {
    if (!points.isValid()) {
      throw new IllegalStateException("this product was closed");
    }
    Shapes.requireLength(order, vectors, "vector");
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order);
    if (vectors.rows() > 0 && !pairs.isEmpty()) {
      Broadcast<double[]> sent = context.broadcast(vectors.array());
      try {
        run(new PairTask(kernel, machine, points, dimension, sent, vectors.rows()), pairs, out);
      } finally {
        sent.destroy();
      }
    }
    return out;
  }

  private void run(PairTask task, List<SpanPair> pairs, RowMatrix out) {
    ClassTag<double[]> values = ClassTag$.MODULE$.apply(double[].class);
    Arrival arrival =
        new Arrival(pairs, new PairSums(pairs, out), new Meter(progress, "kernel product"));
    context.sc().runJob(context.parallelize(pairs, pairs.size()).rdd(), task, arrival, values);
    arrival.meter.done();
  }

  @Override
  public void close() {
    points.destroy();
  }

  /** Adds what comes; called by one thread at a time. */
  private static final class Arrival extends AbstractFunction2<Object, double[], BoxedUnit> {
    private final List<SpanPair> pairs;
    private final PairSums sums;
    private final Meter meter;
    private int arrived;

    Arrival(List<SpanPair> pairs, PairSums sums, Meter meter) {
      this.pairs = pairs;
      this.sums = sums;
      this.meter = meter;
    }

    @Override
    public BoxedUnit apply(Object index, double[] values) {
      sums.add(pairs.get((Integer) index), values);
      arrived++;
      meter.at((double) arrived / pairs.size());
      return BoxedUnit.UNIT;
    }
  }
}
