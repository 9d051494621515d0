package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;

/**
 * Trains a network of any number of hidden layers by cuBLAS's products and {@code
 * layered_descent.cu}; also those of one layer with more inputs than {@code descent.cu} takes.
 * Between steps the outputs and slopes of all layers lie in memory, two (M, N) arrays a layer.
 */
final class CudaLayeredDescent implements CudaTraining {
  private static final String STAGE = "training";

  private final CudaContext context;
  private final CudaStream stream;
  private final Precision precision;
  private final FiniteNetwork initial;
  private final int samples;
  private final double outputScale;
  private final double rateFactor;
  private final double exponent;
  private final Holdings held = new Holdings();
  private final LayerPasses passes;
  private final List<CudaLayer> layers = new ArrayList<>();
  private final CudaLayer top;
  private final DeviceArray points;
  private final DeviceArray target;
  private final DeviceArray errors;
  private final DeviceArray rounded;
  private final DeviceArray outputWeights;
  private final DeviceArray liftedOutputWeights;
  private final DeviceArray gradient;
  private final DeviceArray pulled;
  private final DeviceArray parts;

  /**
   * Uploads points (M, d) and the network.
   *
   * @throws IllegalArgumentException if that does not fit into the device's memory
   */
  CudaLayeredDescent(
      CudaContext context,
      KernelModule module,
      CudaStream stream,
      FiniteNetwork initial,
      RowMatrix points,
      Precision precision) {
    this.context = context;
    this.stream = stream;
    this.precision = precision;
    this.initial = initial;
    NetworkShape shape = initial.shape();
    samples = points.rows();
    outputScale = shape.parametrisation().outputScale(shape.sigmaW(), shape.lastWidth());
    rateFactor = shape.parametrisation().rateFactor(shape.lastWidth());
    exponent = shape.activation().exponent();
    MemoryPlan.of("training", samples, m -> bytes(shape, m, precision), context.freeBytes())
        .orRefuse();
    passes = new LayerPasses(module, stream, precision, samples);
    try {
      addLayers(shape);
      top = layers.get(layers.size() - 1);
      this.points = held.hold(DeviceArray.of(context, STAGE, precision, points.array()));
      target = zeros(Precision.DOUBLE, samples);
      errors = zeros(Precision.DOUBLE, samples);
      rounded = zeros(precision, samples);
      outputWeights = zeros(Precision.DOUBLE, top.width());
      liftedOutputWeights = zeros(precision, top.width());
      gradient = zeros(precision, largestWeights(shape));
      pulled = zeros(precision, samples * widest(shape));
      parts = zeros(Precision.DOUBLE, passes.parts() * widest(shape));
      set(initial);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void addLayers(NetworkShape shape) {
    CudaProducts products =
        held.hold(new CudaProducts(context, STAGE, stream, precision), CudaProducts::close);
    double scale = shape.sigmaW();
    for (int l = 0; l < shape.hidden(); l++) {
      int width = shape.widths().get(l);
      CudaLayer layer =
          new CudaLayer(
              context,
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

  private DeviceArray zeros(Precision numbers, long length) {
    return held.hold(DeviceArray.zeros(context, STAGE, numbers, length));
  }

  private static long widest(NetworkShape shape) {
    return shape.widths().stream().mapToLong(w -> w).max().orElseThrow();
  }

  private static long largestWeights(NetworkShape shape) {
    long largest = 0;
    for (int l = 0; l < shape.hidden(); l++) {
      largest = Math.max(largest, (long) shape.widths().get(l) * shape.fanIn(l));
    }
    return largest;
  }

  /** Layers, points, a gradient, what is pulled back, and what the search for λ_max pushes on. */
  private static long bytes(NetworkShape shape, long samples, Precision precision) {
    long numbers = samples * (shape.inputs() + 3 * widest(shape)) + largestWeights(shape);
    long bytes = numbers * precision.bytes();
    for (int l = 0; l < shape.hidden(); l++) {
      bytes += CudaLayer.bytes(samples, shape.fanIn(l), shape.widths().get(l), precision);
    }
    return bytes;
  }

  @Override
  public void setTarget(double[] y) {
    target.upload(STAGE, 0, y, 0, samples);
  }

  @Override
  public void setErrors(double[] e) {
    errors.upload(STAGE, 0, e, 0, samples);
    rounded.upload(STAGE, 0, e, 0, samples);
  }

  @Override
  public void set(FiniteNetwork network) {
    double[] parameters = network.parameters();
    int at = 0;
    for (CudaLayer layer : layers) {
      layer.upload(parameters, at);
      at += layer.parameters();
    }
    outputWeights.upload(STAGE, 0, parameters, at, top.width());
    passes.lift(liftedOutputWeights, outputWeights, outputScale);
    forward();
  }

  @Override
  public FiniteNetwork network() {
    double[] parameters = new double[Math.toIntExact(initial.shape().parameters())];
    int at = 0;
    for (CudaLayer layer : layers) {
      layer.download(parameters, at);
      at += layer.parameters();
    }
    outputWeights.download(STAGE, 0, parameters, at, top.width());
    return initial.withParameters(parameters);
  }

  @Override
  public DeviceArray errors() {
    return errors;
  }

  private DeviceArray below(int l) {
    return l == 0 ? points : layers.get(l - 1).outputs();
  }

  @Override
  public void forward() {
    forwardLayers();
    passes.outputs(outputWeights, top.outputs(), top.width(), outputScale, target, errors, rounded);
  }

  private void forwardLayers() {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(below(l), exponent);
    }
  }

  /** Turns slopes into δ = ∂(w·f)/∂z of all layers. */
  private void pullBack(DeviceArray w) {
    passes.top(top.slopes(), w, liftedOutputWeights, top.width());
    for (int l = layers.size() - 1; l > 0; l--) {
      layers.get(l).pullBack(layers.get(l - 1), pulled);
    }
  }

  private void step(double rate) {
    pullBack(rounded);
    double outputRate = -rate * outputScale;
    passes.addSums(outputWeights, top.outputs(), rounded, outputRate, top.width(), parts);
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).step(rate, below(l), gradient, parts);
    }
    layers.forEach(CudaLayer::lift);
    passes.lift(liftedOutputWeights, outputWeights, outputScale);
    forward();
  }

  /** Launches take a few µs each, which hide behind products: no way but one is worth another. */
  @Override
  public DescentSteps steps(double rate) {
    Runnable step = () -> step(rate * rateFactor);
    return switch (DescentSteps.Way.chosen()) {
      case PERSISTENT ->
          new LaunchedSteps(
              count -> {
                for (long k = 0; k < count; k++) {
                  step.run();
                }
              });
      case GRAPH -> new GraphSteps(context, stream, step);
    };
  }

  @Override
  public double[] tangentProduct(double[] e) {
    try (Holdings scratch = new Holdings()) {
      DeviceArray vector = scratch.hold(DeviceArray.of(context, STAGE, precision, e));
      DeviceArray output = scratch.hold(zerosLike(outputWeights));
      pullBack(vector);
      passes.addSums(output, top.outputs(), vector, 1, top.width(), parts);
      List<CudaLayer.Direction> directions = new ArrayList<>();
      for (int l = 0; l < layers.size(); l++) {
        CudaLayer layer = layers.get(l);
        directions.add(layer.direction(below(l), gradient, parts, scratch));
      }
      forwardLayers();
      DeviceArray moved = pushForward(directions, scratch);
      double[] change = weighted(outputWeights, moved, outputScale, scratch);
      double[] own = weighted(output, top.outputs(), outputScale * outputScale, scratch);
      for (int m = 0; m < samples; m++) {
        change[m] = (change[m] + own[m]) * rateFactor / samples;
      }
      return change;
    }
  }

  private DeviceArray zerosLike(DeviceArray array) {
    return DeviceArray.zeros(context, STAGE, array.precision(), array.length());
  }

  /** How φ(z) of the top layer changes with the parameters below the output weights. */
  private DeviceArray pushForward(List<CudaLayer.Direction> directions, Holdings scratch) {
    DeviceArray moved = null;
    DeviceArray next = scratch.hold(new DeviceArray(context, STAGE, precision, pulled.length()));
    DeviceArray spare = scratch.hold(new DeviceArray(context, STAGE, precision, pulled.length()));
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).pushForward(directions.get(l), below(l), moved, next);
      moved = next;
      next = spare;
      spare = moved;
    }
    return moved;
  }

  /** scale c·y of every point. */
  private double[] weighted(DeviceArray c, DeviceArray y, double scale, Holdings scratch) {
    DeviceArray nothing = scratch.hold(zerosLike(errors));
    DeviceArray result = scratch.hold(zerosLike(errors));
    DeviceArray sink = scratch.hold(zerosLike(rounded));
    passes.outputs(c, y, top.width(), scale, nothing, result, sink);
    return result.toHost(STAGE);
  }

  @Override
  public void close() {
    held.close();
  }
}
