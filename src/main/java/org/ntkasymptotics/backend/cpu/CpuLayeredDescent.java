package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.host.HostMemory;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;

/**
 * Full-batch gradient descent of a network of several hidden layers on this processor, by products
 * of tiles: the {@link LayeredPasses} forward and back share out the points, the gradients the
 * weights.
 *
 * <p>The same bits for any number of threads: tiles do not depend on it, every product runs on one
 * thread, and sums over tiles are formed in a fixed order.
 */
final class CpuLayeredDescent implements Descent {
  /**
   * A block of weights whose gradient is one task.
   *
   * @param layer that it belongs to
   */
  private record Block(DescentLayer layer, int below, int row, int rows, int column, int columns) {}

  private final LayeredNetwork initial;
  private final Precision precision;
  private final ParallelRanges parallel;
  private final LayeredPasses passes;
  private final List<Block> blocks = new ArrayList<>();
  private final int samples;
  private final GuardedSteps steps = new GuardedSteps(this::descend, this::loss);
  private double[] e;
  private double[] target;
  private double rate;

  /**
   * Descent of a network on points (M, d), from its initial parameters.
   *
   * @param vectors whether this JVM has jdk.incubator.vector
   * @throws IllegalArgumentException if that does not fit into memory
   */
  CpuLayeredDescent(
      LayeredNetwork initial,
      RowMatrix points,
      Precision precision,
      ParallelRanges parallel,
      boolean vectors) {
    requireMemory(initial, points.rows(), precision);
    this.initial = initial;
    this.precision = precision;
    this.parallel = parallel;
    this.samples = points.rows();
    passes = new LayeredPasses(initial, points, precision, parallel, vectors);
    for (int l = 0; l < initial.hidden(); l++) {
      addBlocks(passes.layers().get(l), l);
    }
    passes.set(initial);
  }

  private static void requireMemory(LayeredNetwork initial, int samples, Precision precision) {
    long bytes = LayeredPasses.bytes(initial, samples, precision);
    long available = HostMemory.available();
    if (bytes > available) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training this network on %d points needs %.1f GiB of memory and %.1f GiB are free:"
                  + " take fewer points or a narrower network",
              samples,
              bytes / 0x1p30,
              available / 0x1p30));
    }
  }

  private void addBlocks(DescentLayer layer, int below) {
    int columns = layer.inputs() + 1;
    int across = (columns - 1) / DescentLayer.COLUMNS + 1;
    for (int row = 0; row < layer.width(); row += DescentLayer.ROWS) {
      int rows = Math.min(DescentLayer.ROWS, layer.width() - row);
      for (int k = 0; k < across; k++) {
        int from = (int) ((long) columns * k / across);
        int to = (int) ((long) columns * (k + 1) / across);
        blocks.add(new Block(layer, below, row, rows, from, to - from));
      }
    }
  }

  @Override
  public double[] outputs() {
    return passes.outputs().clone();
  }

  @Override
  public double[] tangentProduct(double[] w) {
    double[] output = passes.pullBack(w);
    List<NativeMatrix> directions = new ArrayList<>();
    try {
      for (DescentLayer layer : passes.layers()) {
        directions.add(new NativeMatrix(layer.width(), layer.inputs() + 1, precision));
      }
      forEachBlock(
          (b, g) ->
              b.layer()
                  .direction(
                      directions.get(b.below()), g, b.row(), b.rows(), b.column(), b.columns()));
      passes.forward();
      return pushForward(directions, output);
    } finally {
      directions.forEach(NativeMatrix::close);
    }
  }

  /** What is done with the gradient of a block. */
  @FunctionalInterface
  private interface BlockTask {
    void accept(Block block, double[] gradient);
  }

  private void forEachBlock(BlockTask task) {
    parallel.forEach(
        blocks.size(),
        1,
        (from, to) -> {
          Block b = blocks.get(from);
          task.accept(
              b,
              b.layer()
                  .gradient(passes.below(b.below()), b.row(), b.rows(), b.column(), b.columns()));
        });
  }

  /** The change of f over M with parameters that move along these directions. */
  private double[] pushForward(List<NativeMatrix> directions, double[] output) {
    double[] change = new double[samples];
    double scale = passes.outputScale();
    DescentLayer top = passes.top();
    parallel.forEach(
        samples,
        passes.tile(),
        (from, to) -> {
          NativeMatrix moved = null;
          for (int l = 0; l < directions.size(); l++) {
            NativeMatrix next =
                passes
                    .layers()
                    .get(l)
                    .pushForward(directions.get(l), passes.below(l), moved, from, to);
            if (moved != null) {
              moved.close();
            }
            moved = next;
          }
          double[] y = new double[top.width()];
          for (int m = from; m < to; m++) {
            moved.read(m - from, 0, y.length, y);
            double sum = scale * LayeredPasses.dot(passes.outputWeights(), y);
            top.outputs().read(m, 0, y.length, y);
            change[m] = (sum + scale * scale * LayeredPasses.dot(output, y)) / samples;
          }
          moved.close();
        });
    return change;
  }

  @Override
  public void start(double[] y, double[] errors, double stepSize, double lossBound) {
    target = y.clone();
    e = errors.clone();
    rate = stepSize / samples;
    steps.begin(lossBound);
  }

  @Override
  public void resume(FiniteNetwork present, double[] y, double stepSize, double lossBound) {
    target = y.clone();
    e = new double[samples];
    rate = stepSize / samples;
    passes.set(initial.withParameters(present.parameters()));
    errors();
    steps.begin(lossBound);
  }

  private void errors() {
    for (int m = 0; m < samples; m++) {
      e[m] = passes.outputs()[m] - target[m];
    }
  }

  @Override
  public Supplier<Look> advance(long count) {
    return steps.advance(count);
  }

  private double loss() {
    return LayeredPasses.dot(e, e) / (2.0 * samples);
  }

  /** One step: gradients from the errors, parameters against them, new errors. */
  private void descend() {
    double[] output = passes.pullBack(e);
    forEachBlock((b, g) -> b.layer().step(g, rate, b.row(), b.rows(), b.column(), b.columns()));
    double[] outputWeights = passes.outputWeights();
    for (int i = 0; i < output.length; i++) {
      outputWeights[i] -= rate * passes.outputScale() * output[i];
    }
    passes.forward();
    errors();
  }

  @Override
  public LayeredNetwork network() {
    List<RowMatrix> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (DescentLayer layer : passes.layers()) {
      weights.add(new RowMatrix(layer.width(), layer.inputs(), layer.weights().clone()));
      biases.add(layer.biases().clone());
    }
    return new LayeredNetwork(
        initial.sigmaW(),
        initial.sigmaB(),
        initial.exponent(),
        weights,
        biases,
        passes.outputWeights().clone());
  }

  @Override
  public void close() {
    passes.close();
  }
}
