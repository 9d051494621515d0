package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.Parametrisation;

/**
 * A layered network on M points: the passes forward and back, by products of tiles of points that
 * the threads share out. In between the outputs and slopes of all layers lie in memory, two (M, N)
 * arrays a layer.
 *
 * <p>The same bits for any number of threads: tiles do not depend on it, every product runs on one
 * thread, and sums over tiles are formed in a fixed order.
 */
final class LayeredPasses implements AutoCloseable {
  /** A tile is a quarter of the points, but has no fewer, which make no efficient product. */
  private static final int LEAST_TILE = 128;

  /** Nor more, which gain nothing and leave threads without work. */
  private static final int MOST_TILE = 512;

  /** BLAS takes rows by so many. */
  private static final int GRAIN = 64;

  private final ParallelRanges parallel;
  private final LayerArithmetic arithmetic;
  private final int tile;
  private final NativeMatrix points;
  private final List<DescentLayer> layers = new ArrayList<>();
  private final DescentLayer top;
  private final double[] outputWeights;
  private final double outputScale;
  private final double[] f;

  /**
   * Room for a network on points (M, d); {@link #set} fills it.
   *
   * @param vectors whether this JVM has jdk.incubator.vector
   */
  LayeredPasses(
      LayeredNetwork network,
      RowMatrix points,
      Precision precision,
      ParallelRanges parallel,
      boolean vectors) {
    arithmetic = LayerArithmetic.of(precision, vectors);
    int quarter = (points.rows() / 4 / GRAIN + 1) * GRAIN;
    tile = Math.max(LEAST_TILE, Math.min(MOST_TILE, quarter));
    this.parallel = parallel;
    this.points = DescentLayer.withOnes(points.rows(), points.columns(), precision);
    for (int m = 0; m < points.rows(); m++) {
      this.points.write(m, 0, points.columns(), points.row(m));
    }
    double scale = network.sigmaW();
    for (RowMatrix w : network.weights()) {
      layers.add(
          new DescentLayer(
              network.activation(),
              w.columns(),
              w.rows(),
              scale,
              network.sigmaB(),
              points.rows(),
              precision,
              arithmetic));
      scale = Parametrisation.NTK.outputScale(network.sigmaW(), w.rows());
    }
    top = layers.get(layers.size() - 1);
    outputWeights = new double[top.width()];
    outputScale = scale;
    f = new double[points.rows()];
  }

  /** What all arrays take together, bytes. */
  static long bytes(LayeredNetwork network, int samples, Precision precision) {
    long bytes = 0;
    for (RowMatrix w : network.weights()) {
      bytes += DescentLayer.bytes(w.columns(), w.rows(), samples, precision);
    }
    return bytes;
  }

  /** M. */
  int samples() {
    return f.length;
  }

  /** What layers do beside products. */
  LayerArithmetic arithmetic() {
    return arithmetic;
  }

  /** The layers, from the inputs on. */
  List<DescentLayer> layers() {
    return layers;
  }

  /** The last hidden layer. */
  DescentLayer top() {
    return top;
  }

  /** ŷ below layer l, (M, n + 1). */
  NativeMatrix below(int l) {
    return l == 0 ? points : layers.get(l - 1).outputs();
  }

  /** c, length N; the array itself, changed by whoever trains. */
  double[] outputWeights() {
    return outputWeights;
  }

  /** What the sum of the outputs is multiplied by. */
  double outputScale() {
    return outputScale;
  }

  /** f at the points, length M; the array itself. */
  double[] outputs() {
    return f;
  }

  /** Takes over the parameters of a network of the same shape, and passes forward. */
  void set(LayeredNetwork network) {
    for (int l = 0; l < layers.size(); l++) {
      DescentLayer layer = layers.get(l);
      double[] weights = network.weights().get(l).array();
      System.arraycopy(weights, 0, layer.weights(), 0, weights.length);
      System.arraycopy(network.biases().get(l), 0, layer.biases(), 0, layer.width());
    }
    System.arraycopy(network.outputWeights(), 0, outputWeights, 0, outputWeights.length);
    for (DescentLayer layer : layers) {
      parallel.forEach(layer.width(), GRAIN, layer::load);
    }
    forward();
  }

  /** Points of a tile, whatever the number of threads. */
  int tile() {
    return tile;
  }

  /** Computes f, outputs and slopes of all layers. */
  void forward() {
    parallel.forEach(f.length, tile, this::forward);
  }

  private void forward(int from, int to) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(below(l), from, to);
    }
    arithmetic.outputs(top.outputs(), outputWeights, outputScale, from, to, f);
  }

  static double dot(double[] a, double[] b) {
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
  double[] pullBack(double[] w) {
    return pullBack(w, (from, to) -> {});
  }

  /**
   * {@link #forward}, then {@link #pullBack}, tile by tile.
   *
   * @param weigh sets w for some points, whose f is known then
   */
  double[] forwardAndBack(double[] w, ParallelRanges.Body weigh) {
    return pullBack(
        w,
        (from, to) -> {
          forward(from, to);
          weigh.run(from, to);
        });
  }

  private double[] pullBack(double[] w, ParallelRanges.Body before) {
    double[][] parts = new double[(f.length - 1) / tile + 1][top.width()];
    double[] v = new double[top.width()];
    for (int i = 0; i < v.length; i++) {
      v[i] = outputScale * outputWeights[i];
    }
    parallel.forEach(
        f.length,
        tile,
        (from, to) -> {
          before.run(from, to);
          arithmetic.addWeightedRows(top.outputs(), w, from, to, parts[from / tile]);
          top.weigh(w, v, from, to);
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

  @Override
  public void close() {
    points.close();
    layers.forEach(DescentLayer::close);
  }
}
