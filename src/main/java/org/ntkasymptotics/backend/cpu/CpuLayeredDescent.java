package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.HostMemory;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.Parametrisation;

/**
 * Full-batch gradient descent of a network of several hidden layers on this processor, by products
 * of tiles: the passes forward and back share out the points, the gradients the weights. Between
 * steps the outputs and slopes of all layers lie in memory, two (M, N) arrays a layer.
 *
 * <p>The same bits for any number of threads: tiles do not depend on it, every product runs on one
 * thread, and sums over tiles are formed in a fixed order.
 */
final class CpuLayeredDescent implements Descent {
  /** Points of a tile: enough for an efficient product, few enough for many threads. */
  private static final int TILE = 128;

  /**
   * A block of weights whose gradient is one task.
   *
   * @param layer that it belongs to
   */
  private record Block(DescentLayer layer, int below, int row, int rows, int column, int columns) {}

  private final LayeredNetwork initial;
  private final Activation activation;
  private final Precision precision;
  private final ParallelRanges parallel;
  private final NativeMatrix points;
  private final List<DescentLayer> layers = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final DescentLayer top;
  private final double[] outputWeights;
  private final double outputScale;
  private final double[] f;
  private double[] e;
  private double[] target;
  private double rate;

  /**
   * Descent of a network on points (M, d), from its initial parameters.
   *
   * @throws IllegalArgumentException if that does not fit into memory
   */
  CpuLayeredDescent(
      LayeredNetwork initial, RowMatrix points, Precision precision, ParallelRanges parallel) {
    requireMemory(initial, points.rows(), precision);
    this.initial = initial;
    this.activation = initial.activation();
    this.precision = precision;
    this.parallel = parallel;
    this.points = DescentLayer.withOnes(points.rows(), points.columns(), precision);
    for (int m = 0; m < points.rows(); m++) {
      this.points.write(m, 0, points.columns(), points.row(m));
    }
    double scale = initial.sigmaW();
    for (RowMatrix w : initial.weights()) {
      DescentLayer layer =
          new DescentLayer(
              w.columns(), w.rows(), scale, initial.sigmaB(), points.rows(), precision);
      addBlocks(layer, layers.size());
      layers.add(layer);
      scale = Parametrisation.NTK.outputScale(initial.sigmaW(), w.rows());
    }
    top = layers.get(layers.size() - 1);
    outputWeights = new double[top.width()];
    outputScale = scale;
    f = new double[points.rows()];
    set(initial);
  }

  private static void requireMemory(LayeredNetwork initial, int samples, Precision precision) {
    long bytes = 0;
    for (RowMatrix w : initial.weights()) {
      bytes += DescentLayer.bytes(w.columns(), w.rows(), samples, precision);
    }
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

  /** ŷ below layer l. */
  private NativeMatrix below(int l) {
    return l == 0 ? points : layers.get(l - 1).outputs();
  }

  private void set(LayeredNetwork network) {
    for (int l = 0; l < layers.size(); l++) {
      DescentLayer layer = layers.get(l);
      double[] weights = network.weights().get(l).array();
      System.arraycopy(weights, 0, layer.weights(), 0, weights.length);
      System.arraycopy(network.biases().get(l), 0, layer.biases(), 0, layer.width());
    }
    System.arraycopy(network.outputWeights(), 0, outputWeights, 0, outputWeights.length);
    forward();
  }

  /** Takes over the parameters and computes f, outputs and slopes of all layers. */
  private void forward() {
    for (DescentLayer layer : layers) {
      parallel.forEach(layer.width(), DescentLayer.ROWS, layer::load);
    }
    parallel.forEach(
        f.length,
        TILE,
        (from, to) -> {
          for (int l = 0; l < layers.size(); l++) {
            layers.get(l).forward(below(l), activation, from, to);
          }
          double[] y = new double[top.width()];
          for (int m = from; m < to; m++) {
            top.outputs().read(m, 0, y.length, y);
            f[m] = outputScale * dot(outputWeights, y);
          }
        });
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * Turns slopes into δ = ∂(w·f)/∂z of all layers.
   *
   * @return ∂(w·f)/∂v = Σ_m w_m φ_m of the top layer, v the scaled output weights
   */
  private double[] pullBack(double[] w) {
    double[][] parts = new double[(f.length - 1) / TILE + 1][];
    parallel.forEach(
        f.length,
        TILE,
        (from, to) -> {
          parts[from / TILE] = pullBackTop(w, from, to);
          for (int l = layers.size() - 1; l > 0; l--) {
            layers.get(l).pullBack(layers.get(l - 1), from, to);
          }
        });
    double[] sum = new double[top.width()];
    for (double[] part : parts) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
    return sum;
  }

  private double[] pullBackTop(double[] w, int from, int to) {
    double[] sum = new double[top.width()];
    double[] row = new double[top.width()];
    for (int m = from; m < to; m++) {
      top.outputs().read(m, 0, row.length, row);
      for (int i = 0; i < row.length; i++) {
        sum[i] += w[m] * row[i];
      }
      top.slopes().read(m, 0, row.length, row);
      double factor = w[m] * outputScale;
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor * outputWeights[i];
      }
      top.slopes().write(m, 0, row.length, row);
    }
    return sum;
  }

  @Override
  public double[] outputs() {
    return f.clone();
  }

  @Override
  public double[] tangentProduct(double[] w) {
    double[] output = pullBack(w);
    List<NativeMatrix> directions = new ArrayList<>();
    try {
      for (DescentLayer layer : layers) {
        directions.add(new NativeMatrix(layer.width(), layer.inputs() + 1, precision));
      }
      forEachBlock(
          (b, g) ->
              b.layer()
                  .direction(
                      directions.get(b.below()), g, b.row(), b.rows(), b.column(), b.columns()));
      forward();
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
              b, b.layer().gradient(below(b.below()), b.row(), b.rows(), b.column(), b.columns()));
        });
  }

  /** The change of f over M with parameters that move along these directions. */
  private double[] pushForward(List<NativeMatrix> directions, double[] output) {
    double[] change = new double[f.length];
    double outputRate = outputScale * outputScale;
    parallel.forEach(
        f.length,
        TILE,
        (from, to) -> {
          NativeMatrix moved = null;
          for (int l = 0; l < layers.size(); l++) {
            NativeMatrix next =
                layers.get(l).pushForward(directions.get(l), below(l), moved, from, to);
            if (moved != null) {
              moved.close();
            }
            moved = next;
          }
          double[] y = new double[top.width()];
          for (int m = from; m < to; m++) {
            moved.read(m - from, 0, y.length, y);
            double sum = outputScale * dot(outputWeights, y);
            top.outputs().read(m, 0, y.length, y);
            change[m] = (sum + outputRate * dot(output, y)) / f.length;
          }
          moved.close();
        });
    return change;
  }

  @Override
  public void start(double[] y, double[] errors, double stepSize) {
    target = y.clone();
    e = errors.clone();
    rate = stepSize / f.length;
  }

  @Override
  public void resume(FiniteNetwork present, double[] y, double stepSize) {
    target = y.clone();
    e = new double[f.length];
    rate = stepSize / f.length;
    LayeredNetwork layered = (LayeredNetwork) initial.withParameters(present.parameters());
    set(layered);
    errors();
  }

  private void errors() {
    for (int m = 0; m < f.length; m++) {
      e[m] = f[m] - target[m];
    }
  }

  @Override
  public DoubleSupplier advance(long steps) {
    for (long k = 0; k < steps; k++) {
      descend();
    }
    double loss = dot(e, e) / (2.0 * f.length);
    return () -> loss;
  }

  /** One step: gradients from the errors, parameters against them, new errors. */
  private void descend() {
    double[] output = pullBack(e);
    forEachBlock((b, g) -> b.layer().step(g, rate, b.row(), b.rows(), b.column(), b.columns()));
    for (int i = 0; i < output.length; i++) {
      outputWeights[i] -= rate * outputScale * output[i];
    }
    forward();
    errors();
  }

  @Override
  public LayeredNetwork network() {
    List<RowMatrix> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    for (DescentLayer layer : layers) {
      weights.add(new RowMatrix(layer.width(), layer.inputs(), layer.weights().clone()));
      biases.add(layer.biases().clone());
    }
    return new LayeredNetwork(
        initial.sigmaW(),
        initial.sigmaB(),
        initial.exponent(),
        weights,
        biases,
        outputWeights.clone());
  }

  @Override
  public void close() {
    points.close();
    layers.forEach(DescentLayer::close);
  }
}
