package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
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
  /** Points of a tile: enough for an efficient product, few enough for many threads. */
  static final int TILE = 128;

  private final Activation activation;
  private final ParallelRanges parallel;
  private final NativeMatrix points;
  private final List<DescentLayer> layers = new ArrayList<>();
  private final DescentLayer top;
  private final double[] outputWeights;
  private final double outputScale;
  private final double[] f;

  /** Room for a network on points (M, d); {@link #set} fills it. */
  LayeredPasses(
      LayeredNetwork network, RowMatrix points, Precision precision, ParallelRanges parallel) {
    this.activation = network.activation();
    this.parallel = parallel;
    this.points = DescentLayer.withOnes(points.rows(), points.columns(), precision);
    for (int m = 0; m < points.rows(); m++) {
      this.points.write(m, 0, points.columns(), points.row(m));
    }
    double scale = network.sigmaW();
    for (RowMatrix w : network.weights()) {
      layers.add(
          new DescentLayer(
              w.columns(), w.rows(), scale, network.sigmaB(), points.rows(), precision));
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
    forward();
  }

  /** Takes over the layers' parameters and computes f, outputs and slopes of all layers. */
  void forward() {
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
  public void close() {
    points.close();
    layers.forEach(DescentLayer::close);
  }
}
