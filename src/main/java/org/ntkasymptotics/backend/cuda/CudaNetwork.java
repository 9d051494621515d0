package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import jcuda.Pointer;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;

/**
 * A network of any number of hidden layers and M points in device memory: the passes forward and
 * back, by cuBLAS's products and {@code layered_descent.cu}. In between the outputs and slopes of
 * all layers lie in memory, two (M, N) arrays a layer.
 */
final class CudaNetwork implements AutoCloseable {
  private final CudaContext context;
  private final String stage;
  private final Precision precision;
  private final NetworkShape shape;
  private final double outputScale;
  private final Holdings held = new Holdings();
  private final LayerPasses passes;
  private final CudaProducts products;
  private final List<CudaLayer> layers = new ArrayList<>();
  private final DeviceArray points;
  private final DeviceArray outputWeights;
  private final DeviceArray liftedOutputWeights;
  private final DeviceArray pulled;

  /**
   * Uploads points (M, d) and makes room for a network; {@link #set} fills it.
   *
   * @param stage for an error
   * @param outputScale what the sum of the outputs is multiplied by
   * @param watch as in {@link LayerPasses}
   */
  CudaNetwork(
      CudaContext context,
      KernelModule module,
      String stage,
      CudaStream stream,
      NetworkShape shape,
      double outputScale,
      RowMatrix points,
      Precision precision,
      Pointer watch) {
    this.context = context;
    this.stage = stage;
    this.precision = precision;
    this.shape = shape;
    this.outputScale = outputScale;
    passes = new LayerPasses(module, stage, stream, precision, points.rows(), watch);
    try {
      products =
          held.hold(new CudaProducts(context, stage, stream, precision), CudaProducts::close);
      addLayers(points.rows());
      this.points = held.hold(DeviceArray.of(context, stage, precision, points.array()));
      outputWeights = room(Precision.DOUBLE, shape.lastWidth());
      liftedOutputWeights = room(precision, shape.lastWidth());
      pulled = room(precision, points.rows() * widestBelow(shape));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void addLayers(int samples) {
    double scale = shape.sigmaW();
    for (int l = 0; l < shape.hidden(); l++) {
      int width = shape.widths().get(l);
      CudaLayer layer =
          new CudaLayer(
              context,
              stage,
              precision,
              products,
              passes,
              samples,
              shape.fanIn(l),
              width,
              scale,
              shape.sigmaB());
      layers.add(held.hold(layer, CudaLayer::close));
      scale = Parametrisation.NTK.outputScale(shape.sigmaW(), width);
    }
  }

  private DeviceArray room(Precision numbers, long length) {
    return held.hold(new DeviceArray(context, stage, numbers, length));
  }

  /** Neurons of the widest layer that has another above it; 0 if none has. */
  private static long widestBelow(NetworkShape shape) {
    return shape.widths().stream().limit(shape.hidden() - 1L).mapToLong(w -> w).max().orElse(0);
  }

  /** Bytes on the device for M points. */
  static long bytes(NetworkShape shape, long samples, Precision precision) {
    long numbers = samples * (shape.inputs() + widestBelow(shape));
    long bytes = numbers * precision.bytes();
    for (int l = 0; l < shape.hidden(); l++) {
      bytes += CudaLayer.bytes(samples, shape.fanIn(l), shape.widths().get(l), precision);
    }
    return bytes;
  }

  /** The launches of passes over these points. */
  LayerPasses passes() {
    return passes;
  }

  /** Products in the stream of the passes. */
  CudaProducts products() {
    return products;
  }

  /** The layers, from the inputs on. */
  List<CudaLayer> layers() {
    return layers;
  }

  /** The last hidden layer. */
  CudaLayer top() {
    return layers.get(layers.size() - 1);
  }

  /** y below layer l. */
  DeviceArray below(int l) {
    return l == 0 ? points : layers.get(l - 1).outputs();
  }

  /** c in double precision; changed by whoever trains, who then calls {@link #lift}. */
  DeviceArray outputWeights() {
    return outputWeights;
  }

  /** What the sum of the outputs is multiplied by. */
  double outputScale() {
    return outputScale;
  }

  /** Takes over parameters in the order of the network's own. */
  void set(double[] parameters) {
    int at = 0;
    for (CudaLayer layer : layers) {
      layer.upload(parameters, at);
      at += layer.parameters();
    }
    outputWeights.upload(stage, 0, parameters, at, top().width());
    liftOutput();
  }

  /** The present parameters in that order. */
  double[] parameters() {
    double[] parameters = new double[Math.toIntExact(shape.parameters())];
    int at = 0;
    for (CudaLayer layer : layers) {
      layer.download(parameters, at);
      at += layer.parameters();
    }
    outputWeights.download(stage, 0, parameters, at, top().width());
    return parameters;
  }

  /** Takes over changed parameters. */
  void lift() {
    layers.forEach(CudaLayer::lift);
    liftOutput();
  }

  private void liftOutput() {
    passes.lift(liftedOutputWeights, outputWeights, outputScale);
  }

  /** Computes outputs and slopes of all layers. */
  void forward() {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(below(l), shape.activation().exponent());
    }
  }

  /** Turns slopes into δ = ∂(w·f)/∂z of all layers. */
  void pullBack(DeviceArray w) {
    passes.top(top().slopes(), w, liftedOutputWeights, top().width());
    for (int l = layers.size() - 1; l > 0; l--) {
      layers.get(l).pullBack(layers.get(l - 1), pulled);
    }
  }

  @Override
  public void close() {
    held.close();
  }
}
