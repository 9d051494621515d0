package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.DescentPlan.Precision;

/**
 * One hidden layer of a network in training: z = Û ŷ with the lifted weights Û = (s W, σ_b b), (N,
 * n + 1), of the layer and ŷ = (y, 1) of the n outputs y below; outputs φ(z). s is the scale of the
 * weights, σ_w or σ_w/√n.
 *
 * <p>The parameters themselves are kept in double precision whatever the products compute in: late
 * steps change a weight by less than half a unit of its last single-precision place.
 */
final class DescentLayer implements AutoCloseable {
  private final Activation activation;
  private final int inputs;
  private final int width;
  private final double scale;
  private final double sigmaB;
  private final Precision precision;
  private final LayerArithmetic arithmetic;
  private final double[] weights;
  private final double[] biases;
  private final NativeMatrix lifted;
  private final NativeMatrix outputs;
  private final NativeMatrix slopes;

  /**
   * A layer with zero weights.
   *
   * @param scale s
   * @param points M
   */
  DescentLayer(
      Activation activation,
      int inputs,
      int width,
      double scale,
      double sigmaB,
      int points,
      Precision precision,
      LayerArithmetic arithmetic) {
    this.activation = activation;
    this.inputs = inputs;
    this.width = width;
    this.scale = scale;
    this.sigmaB = sigmaB;
    this.precision = precision;
    this.arithmetic = arithmetic;
    weights = new double[RowMatrix.requireSize(width, inputs)];
    biases = new double[width];
    lifted = new NativeMatrix(width, inputs + 1, precision);
    outputs = withOnes(points, width, precision);
    slopes = new NativeMatrix(points, width, precision);
  }

  /** A matrix with a column of ones behind {@code columns} others. */
  static NativeMatrix withOnes(int rows, int columns, Precision precision) {
    NativeMatrix matrix = NativeMatrix.zeros(rows, columns + 1, precision);
    for (int i = 0; i < rows; i++) {
      matrix.write(i, columns, 1, new double[] {1});
    }
    return matrix;
  }

  /** What a layer takes outside the Java heap and on it. */
  static long bytes(int inputs, int width, int points, Precision precision) {
    return NativeMatrix.bytes(width, inputs + 1, precision)
        + NativeMatrix.bytes(points, width + 1, precision)
        + NativeMatrix.bytes(points, width, precision)
        + 8L * width * (inputs + 1);
  }

  /** N. */
  int width() {
    return width;
  }

  /** n. */
  int inputs() {
    return inputs;
  }

  /** s. */
  double scale() {
    return scale;
  }

  /** W, (N, n); {@link #load} makes changes known. */
  double[] weights() {
    return weights;
  }

  /** b, length N. */
  double[] biases() {
    return biases;
  }

  /** ŷ of this layer, (M, N + 1). */
  NativeMatrix outputs() {
    return outputs;
  }

  /** δ = ∂(e·f)/∂z, (M, N), after {@link #weigh} or {@link #pullBack}; else φ′(z), not of ReLUs. */
  NativeMatrix slopes() {
    return slopes;
  }

  /** Takes over the parameters of the neurons from … to − 1. */
  void load(int from, int to) {
    arithmetic.scale(weights, inputs, scale, from, to, lifted);
    double[] bias = new double[1];
    for (int i = from; i < to; i++) {
      bias[0] = sigmaB * biases[i];
      lifted.write(i, inputs, 1, bias);
    }
  }

  /**
   * Outputs and slopes at the points from … to − 1; those of ReLUs are seen from the outputs.
   *
   * @param below ŷ, (M, n + 1)
   */
  void forward(NativeMatrix below, int from, int to) {
    NativeMatrix.Part weights = lifted.from(0, 0).transpose();
    outputs
        .from(from, 0)
        .product(below.from(from, 0), weights, to - from, width, inputs + 1, false);
    if (activation.isRelu()) {
      arithmetic.rectify(outputs, from, to, width);
    } else {
      arithmetic.activate(activation, outputs, slopes, from, to, width);
    }
  }

  /** Turns the slopes of this layer, the last one, into δ_mi = w_m v_i φ′(z_mi). */
  void weigh(double[] w, double[] v, int from, int to) {
    if (activation.isRelu()) {
      arithmetic.steps(outputs, from, to, width, slopes);
    }
    arithmetic.weigh(slopes, w, v, from, to);
  }

  /** Turns the slopes of the layer below into its δ, from this layer's δ. */
  void pullBack(DescentLayer below, int from, int to) {
    if (activation.isRelu()) {
      pullBackInto(below.slopes.from(from, 0), from, to);
      arithmetic.keepWherePositive(below.slopes, from, below.outputs, from, to, inputs);
    } else {
      try (NativeMatrix pulled = new NativeMatrix(to - from, inputs, precision)) {
        pullBackInto(pulled.from(0, 0), from, to);
        arithmetic.times(pulled, below.slopes, from, to, inputs, below.slopes, from);
      }
    }
  }

  private void pullBackInto(NativeMatrix.Part pulled, int from, int to) {
    pulled.product(slopes.from(from, 0), lifted.from(0, 0), to - from, inputs, width, false);
  }

  /**
   * How the outputs at the points from … to − 1 change with Û and with the outputs below.
   *
   * @param direction change of Û, (N, n + 1)
   * @param below ŷ, (M, n + 1)
   * @param moved change of y, (to − from, n); null if it does not change
   * @return (to − from, N)
   */
  NativeMatrix pushForward(
      NativeMatrix direction, NativeMatrix below, NativeMatrix moved, int from, int to) {
    NativeMatrix change = new NativeMatrix(to - from, width, precision);
    NativeMatrix.Part all = change.from(0, 0);
    NativeMatrix.Part moving = direction.from(0, 0).transpose();
    all.product(below.from(from, 0), moving, to - from, width, inputs + 1, false);
    if (moved != null) {
      NativeMatrix.Part weights = lifted.from(0, 0).transpose();
      all.product(moved.from(0, 0), weights, to - from, width, inputs, true);
    }
    if (activation.isRelu()) {
      arithmetic.keepWherePositive(change, 0, outputs, from, to, width);
    } else {
      arithmetic.times(change, slopes, from, to, width, change, 0);
    }
    return change;
  }

  /** A step against rows from … to − 1 of G: W ← W − rate · s G, b ← b − rate · σ_b G. */
  void step(double[] g, double rate, int from, int to) {
    int columns = inputs + 1;
    for (int i = from; i < to; i++) {
      int at = (i - from) * columns;
      for (int j = 0; j < inputs; j++) {
        weights[i * inputs + j] -= rate * scale * g[at + j];
      }
      biases[i] -= rate * sigmaB * g[at + inputs];
    }
    load(from, to);
  }

  /** Writes rows of the change of Û in the direction of G: s² G, and σ_b² G for the biases. */
  void direction(NativeMatrix into, double[] g, int from, int to) {
    int columns = inputs + 1;
    for (int i = from; i < to; i++) {
      double[] change = Arrays.copyOfRange(g, (i - from) * columns, (i - from + 1) * columns);
      for (int j = 0; j < columns; j++) {
        double factor = j < inputs ? scale : sigmaB;
        change[j] *= factor * factor;
      }
      into.write(i, 0, columns, change);
    }
  }

  @Override
  public void close() {
    lifted.close();
    outputs.close();
    slopes.close();
  }
}
