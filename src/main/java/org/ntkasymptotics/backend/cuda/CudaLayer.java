package org.ntkasymptotics.backend.cuda;

import static org.ntkasymptotics.backend.Precision.DOUBLE;

import jcuda.Pointer;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * One hidden layer of a network in device memory: z = U y + u with the lifted weights U = s W, (N,
 * n), and biases u = σ_b b of the layer and the n outputs y below; outputs φ(z). s is the scale of
 * the weights, σ_w or σ_w/√n.
 *
 * <p>Weights and biases themselves are kept in double precision. Weights lie neuron after neuron,
 * outputs and slopes point after point.
 */
final class CudaLayer implements AutoCloseable {
  /** Points of a product of gradients, whose sums are taken in the products' precision. */
  private static final int GRADIENT_POINTS = 4096;

  private final CudaContext context;
  private final String stage;
  private final CudaProducts products;
  private final LayerPasses passes;
  private final int samples;
  private final int inputs;
  private final int width;
  private final double scale;
  private final double sigmaB;
  private final Holdings held = new Holdings();
  private final DeviceArray weights;
  private final DeviceArray biases;
  private final DeviceArray lifted;
  private final DeviceArray liftedBiases;
  private final DeviceArray outputs;
  private final DeviceArray slopes;

  /**
   * A layer of any weights.
   *
   * @param stage for an error
   * @param inputs n
   * @param width N
   * @param scale s
   */
  CudaLayer(
      CudaContext context,
      String stage,
      Precision precision,
      CudaProducts products,
      LayerPasses passes,
      int samples,
      int inputs,
      int width,
      double scale,
      double sigmaB) {
    this.context = context;
    this.stage = stage;
    this.products = products;
    this.passes = passes;
    this.samples = samples;
    this.inputs = inputs;
    this.width = width;
    this.scale = scale;
    this.sigmaB = sigmaB;
    long weightCount = RowMatrix.requireSize(width, inputs);
    long outputCount = (long) samples * width;
    try {
      weights = held.hold(new DeviceArray(context, stage, DOUBLE, weightCount));
      biases = held.hold(new DeviceArray(context, stage, DOUBLE, width));
      lifted = held.hold(new DeviceArray(context, stage, precision, weightCount));
      liftedBiases = held.hold(new DeviceArray(context, stage, precision, width));
      outputs = held.hold(new DeviceArray(context, stage, precision, outputCount));
      slopes = held.hold(new DeviceArray(context, stage, precision, outputCount));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Bytes on the device. */
  static long bytes(long samples, int inputs, int width, Precision precision) {
    long parameters = (long) width * (inputs + 1);
    return parameters * (Double.BYTES + precision.bytes())
        + 2 * samples * width * precision.bytes();
  }

  /** N. */
  int width() {
    return width;
  }

  /** n. */
  int inputs() {
    return inputs;
  }

  /** φ(z), N for each point. */
  DeviceArray outputs() {
    return outputs;
  }

  /** φ′(z), then δ = ∂(e·f)/∂z, N for each point. */
  DeviceArray slopes() {
    return slopes;
  }

  /** s. */
  double scale() {
    return scale;
  }

  /** Number of weights and biases. */
  int parameters() {
    return Math.toIntExact(weights.length() + width);
  }

  /** Takes parameters from a place in an array: weights, then biases. */
  void upload(double[] parameters, int from) {
    int count = Math.toIntExact(weights.length());
    weights.upload(stage, 0, parameters, from, count);
    biases.upload(stage, 0, parameters, from + count, width);
    lift();
  }

  /** Puts the parameters there. */
  void download(double[] parameters, int from) {
    int count = Math.toIntExact(weights.length());
    weights.download(stage, 0, parameters, from, count);
    biases.download(stage, 0, parameters, from + count, width);
  }

  /** Takes over changed parameters. */
  void lift() {
    passes.lift(lifted, weights, scale);
    passes.lift(liftedBiases, biases, sigmaB);
  }

  private static CudaProducts.Factor factor(Pointer from, int rows, boolean transposed) {
    return new CudaProducts.Factor(from, rows, transposed);
  }

  /** Outputs and slopes; {@code below} has n numbers for each point. */
  void forward(DeviceArray below, double exponent) {
    multiplyForward(lifted, below, 0, outputs);
    passes.activations(outputs, slopes, liftedBiases, width, exponent);
  }

  private void multiplyForward(DeviceArray matrix, DeviceArray y, double keep, DeviceArray into) {
    products.multiply(
        width,
        samples,
        inputs,
        factor(matrix.pointer(), inputs, true),
        factor(y.pointer(), inputs, false),
        keep,
        into.pointer());
  }

  /** Turns the slopes of the layer below into its δ, from this layer's δ. */
  void pullBack(CudaLayer below, DeviceArray scratch) {
    products.multiply(
        inputs,
        samples,
        width,
        factor(lifted.pointer(), inputs, false),
        factor(slopes.pointer(), width, false),
        0,
        scratch.pointer());
    passes.times(below.slopes, scratch, below.slopes, inputs);
  }

  /** Adds to arrays of the shape of W and b factors times the gradients with respect to U and u. */
  private void addGradient(
      DeviceArray w,
      DeviceArray b,
      double weightFactor,
      double biasFactor,
      DeviceArray below,
      DeviceArray gradient,
      DeviceArray parts) {
    for (int m = 0; m < samples; m += GRADIENT_POINTS) {
      products.multiply(
          inputs,
          width,
          Math.min(GRADIENT_POINTS, samples - m),
          factor(below.at((long) m * inputs), inputs, false),
          factor(slopes.at((long) m * width), width, true),
          0,
          gradient.pointer());
      passes.add(w, gradient, weightFactor);
    }
    passes.addSums(b, slopes, biasFactor, width, parts);
  }

  /**
   * A step against the gradient.
   *
   * @param below y below
   * @param gradient scratch, n N
   * @param parts scratch for sums
   */
  void step(double rate, DeviceArray below, DeviceArray gradient, DeviceArray parts) {
    addGradient(weights, biases, -rate * scale, -rate * sigmaB, below, gradient, parts);
  }

  /**
   * A change of the lifted weights and biases.
   *
   * @param weights of U
   * @param biases of u
   */
  record Direction(DeviceArray weights, DeviceArray biases) {}

  /** The change in the direction of the gradient G: s² G, and σ_b² G for the biases. */
  Direction direction(
      DeviceArray below, DeviceArray gradient, DeviceArray parts, Holdings scratch) {
    DeviceArray w = scratch.hold(DeviceArray.zeros(context, stage, DOUBLE, weights.length()));
    DeviceArray b = scratch.hold(DeviceArray.zeros(context, stage, DOUBLE, width));
    addGradient(w, b, scale * scale, sigmaB * sigmaB, below, gradient, parts);
    Precision precision = lifted.precision();
    DeviceArray u = scratch.hold(new DeviceArray(context, stage, precision, weights.length()));
    DeviceArray v = scratch.hold(new DeviceArray(context, stage, precision, width));
    passes.lift(u, w, 1);
    passes.lift(v, b, 1);
    return new Direction(u, v);
  }

  /**
   * How the outputs change with U, u and the outputs below.
   *
   * @param below y below
   * @param moved change of y below; null if it does not change
   * @param into N for each point
   */
  void pushForward(Direction direction, DeviceArray below, DeviceArray moved, DeviceArray into) {
    multiplyForward(direction.weights(), below, 0, into);
    if (moved != null) {
      multiplyForward(lifted, moved, 1, into);
    }
    passes.times(into, into, direction.biases(), slopes, width);
  }

  @Override
  public void close() {
    held.close();
  }
}
