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
  private final LayeredNetwork initial;
  private final Precision precision;
  private final ParallelRanges parallel;
  private final LayeredPasses passes;
  private final LayeredGradients gradients;
  private final int samples;
  private final GuardedSteps steps = new GuardedSteps(this::descend, this::loss);
  private double[] e;
  private double[] target;
  private double rate;

  /** ∂(e·f)/∂v. */
  private double[] output;

  /** Whether δ of the present errors stand where the slopes did, and {@link #output} is known. */
  private boolean pulledBack;

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
    gradients = new LayeredGradients(passes, precision, parallel);
    passes.set(initial);
  }

  private static void requireMemory(LayeredNetwork initial, int samples, Precision precision) {
    long bytes =
        LayeredPasses.bytes(initial, samples, precision)
            + LayeredGradients.bytes(initial, samples, precision);
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

  @Override
  public double[] outputs() {
    return passes.outputs().clone();
  }

  @Override
  public double[] tangentProduct(double[] w) {
    requireSlopes();
    double[] change = passes.pullBack(w);
    List<NativeMatrix> directions = new ArrayList<>();
    try {
      for (DescentLayer layer : passes.layers()) {
        directions.add(new NativeMatrix(layer.width(), layer.inputs() + 1, precision));
      }
      gradients.forEachRow(
          (l, from, to, g) -> passes.layers().get(l).direction(directions.get(l), g, from, to));
      passes.forward();
      return pushForward(directions, change);
    } finally {
      directions.forEach(NativeMatrix::close);
    }
  }

  /** The change of f over M with parameters that move along these directions. */
  private double[] pushForward(List<NativeMatrix> directions, double[] outputDirection) {
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
            change[m] = (sum + scale * scale * LayeredPasses.dot(outputDirection, y)) / samples;
          }
          moved.close();
        });
    return change;
  }

  @Override
  public void start(double[] y, double[] errors, double stepSize, double lossBound) {
    requireSlopes();
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
    pulledBack = false;
    errors(0, samples);
    steps.begin(lossBound);
  }

  private void requireSlopes() {
    if (pulledBack) {
      passes.forward();
      pulledBack = false;
    }
  }

  private void errors(int from, int to) {
    for (int m = from; m < to; m++) {
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

  /** One step: gradients from the errors, parameters against them, new errors and their δ. */
  private void descend() {
    if (!pulledBack) {
      output = passes.pullBack(e);
    }
    gradients.forEachRow((l, from, to, g) -> passes.layers().get(l).step(g, rate, from, to));
    double[] outputWeights = passes.outputWeights();
    for (int i = 0; i < output.length; i++) {
      outputWeights[i] -= rate * passes.outputScale() * output[i];
    }
    output = passes.forwardAndBack(e, this::errors);
    pulledBack = true;
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
    gradients.close();
    passes.close();
  }
}
