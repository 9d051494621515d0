package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkShape;

/**
 * Trains a network of any number of hidden layers by cuBLAS's products and {@code
 * layered_descent.cu}. Between steps the outputs and slopes of all layers lie in memory, two (M, N)
 * arrays a layer.
 */
final class CudaLayeredDescent implements CudaTraining {
  private static final String STAGE = "training";

  private final TrainingPlace place;
  private final CudaContext context;
  private final Precision precision;
  private final FiniteNetwork initial;
  private final int samples;
  private final double rateFactor;
  private final Holdings held = new Holdings();
  private final CudaNetwork network;
  private final LayerPasses passes;
  private final CudaLayer top;
  private final DeviceArray target;
  private final DeviceArray errors;
  private final DeviceArray rounded;
  private final DeviceArray gradient;
  private final DeviceArray parts;

  /**
   * Uploads points (M, d) and the network.
   *
   * @throws IllegalArgumentException if that does not fit into the device's memory
   */
  CudaLayeredDescent(TrainingPlace place, FiniteNetwork initial, RowMatrix points) {
    this.place = place;
    this.initial = initial;
    context = place.context();
    precision = place.precision();
    NetworkShape shape = initial.shape();
    samples = points.rows();
    rateFactor = shape.parametrisation().rateFactor(shape.lastWidth());
    MemoryPlan.of("training", samples, m -> bytes(shape, m, precision), context.freeBytes())
        .orRefuse();
    double outputScale = shape.parametrisation().outputScale(shape.sigmaW(), shape.lastWidth());
    try {
      network =
          held.hold(
              new CudaNetwork(
                  context,
                  place.module(),
                  STAGE,
                  place.stream(),
                  shape,
                  outputScale,
                  points,
                  precision,
                  KernelModule.of(place.watch().numbers())),
              CudaNetwork::close);
      passes = network.passes();
      top = network.top();
      target = zeros(Precision.DOUBLE, samples);
      errors = zeros(Precision.DOUBLE, samples);
      rounded = zeros(precision, samples);
      gradient = zeros(precision, largestWeights(shape));
      parts = zeros(Precision.DOUBLE, passes.parts() * widest(shape));
      set(initial);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
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

  /**
   * The network and its points, a gradient, and what the search for λ_max goes along and pushes.
   */
  private static long bytes(NetworkShape shape, long samples, Precision precision) {
    long numbers = samples * 2 * widest(shape) + largestWeights(shape);
    return CudaNetwork.bytes(shape, samples, precision)
        + numbers * precision.bytes()
        + shape.parameters() * (Double.BYTES + precision.bytes());
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
  public void set(FiniteNetwork present) {
    network.set(present.parameters());
    forward();
  }

  @Override
  public FiniteNetwork network() {
    return initial.withParameters(network.parameters());
  }

  @Override
  public DeviceArray errors() {
    return errors;
  }

  @Override
  public void forward() {
    network.forward();
    passes.outputs(
        network.outputWeights(),
        top.outputs(),
        top.width(),
        network.outputScale(),
        target,
        errors,
        rounded);
  }

  private void step(double rate) {
    network.pullBack(rounded);
    double outputRate = -rate * network.outputScale();
    passes.addSums(network.outputWeights(), top.outputs(), rounded, outputRate, top.width(), parts);
    for (int l = 0; l < network.layers().size(); l++) {
      network.layers().get(l).step(rate, network.below(l), gradient, parts);
    }
    network.lift();
    forward();
    place.watch().count(errors);
  }

  @Override
  public DescentSteps steps(double rate) {
    return place.launched(() -> step(rate * rateFactor));
  }

  @Override
  public double[] tangentProduct(double[] e) {
    try (Holdings scratch = new Holdings()) {
      DeviceArray vector = scratch.hold(DeviceArray.of(context, STAGE, precision, e));
      DeviceArray output = scratch.hold(zerosLike(network.outputWeights()));
      network.pullBack(vector);
      passes.addSums(output, top.outputs(), vector, 1, top.width(), parts);
      List<CudaLayer.Direction> directions = new ArrayList<>();
      for (int l = 0; l < network.layers().size(); l++) {
        CudaLayer layer = network.layers().get(l);
        directions.add(layer.direction(network.below(l), gradient, parts, scratch));
      }
      network.forward();
      DeviceArray moved = pushForward(directions, scratch);
      double scale = network.outputScale();
      double[] change = weighted(network.outputWeights(), moved, scale, scratch);
      double[] own = weighted(output, top.outputs(), scale * scale, scratch);
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
    long longest = samples * widest(initial.shape());
    DeviceArray next = scratch.hold(new DeviceArray(context, STAGE, precision, longest));
    DeviceArray spare = scratch.hold(new DeviceArray(context, STAGE, precision, longest));
    for (int l = 0; l < network.layers().size(); l++) {
      network.layers().get(l).pushForward(directions.get(l), network.below(l), moved, next);
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
