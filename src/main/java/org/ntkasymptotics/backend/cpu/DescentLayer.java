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
 * steps change a weight by less than half a unit of its last single-precision place. Gradients are
 * summed in the products' precision over at most {@value #POINTS} points and then in double.
 */
final class DescentLayer implements AutoCloseable {
  /** Neurons, weights of a neuron and points of the blocks that a product of gradients takes. */
  static final int ROWS = 256;

  static final int COLUMNS = 512;
  static final int POINTS = 512;

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
      int inputs,
      int width,
      double scale,
      double sigmaB,
      int points,
      Precision precision,
      LayerArithmetic arithmetic) {
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

  /** φ′(z), (M, N); after {@link #pullBack} of the layer, and on top at once, δ = ∂(e·f)/∂z. */
  NativeMatrix slopes() {
    return slopes;
  }

  /** Takes over the parameters of the neurons from … to − 1. */
  void load(int from, int to) {
    double[] bias = new double[1];
    for (int i = from; i < to; i++) {
      arithmetic.scale(weights, i * inputs, inputs, scale, lifted, i);
      bias[0] = sigmaB * biases[i];
      lifted.write(i, inputs, 1, bias);
    }
  }

  /** Outputs and slopes at the points from … to − 1; {@code below} is ŷ, (M, n + 1). */
  void forward(NativeMatrix below, Activation activation, int from, int to) {
    outputs.product(
        from,
        below.from(from, 0),
        lifted.from(0, 0).transpose(),
        to - from,
        width,
        inputs + 1,
        false);
    arithmetic.activate(activation, outputs, slopes, from, to, width);
  }

  /** Turns the slopes of the layer below into its δ, from this layer's δ. */
  void pullBack(DescentLayer below, int from, int to) {
    try (NativeMatrix pulled = new NativeMatrix(to - from, inputs, precision)) {
      pulled.product(0, slopes.from(from, 0), lifted.from(0, 0), to - from, inputs, width, false);
      arithmetic.times(pulled, below.slopes, from, to, inputs, below.slopes, from);
    }
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
    change.product(
        0,
        below.from(from, 0),
        direction.from(0, 0).transpose(),
        to - from,
        width,
        inputs + 1,
        false);
    if (moved != null) {
      change.product(
          0, moved.from(0, 0), lifted.from(0, 0).transpose(), to - from, width, inputs, true);
    }
    arithmetic.times(change, slopes, from, to, width, change, 0);
    return change;
  }

  /**
   * G = Σ_m δ_m ŷ_mᵀ, the gradient with respect to Û, for a block of neurons and weights.
   *
   * @param below ŷ, (M, n + 1)
   * @return (rows, columns), row-major
   */
  double[] gradient(NativeMatrix below, int row, int rows, int column, int columns) {
    double[] sum = new double[rows * columns];
    try (NativeMatrix block = new NativeMatrix(rows, columns, precision)) {
      for (int m = 0; m < below.rows(); m += POINTS) {
        int points = Math.min(POINTS, below.rows() - m);
        block.product(
            0,
            slopes.from(m, row).transpose(),
            below.from(m, column),
            rows,
            columns,
            points,
            false);
        arithmetic.add(block, rows, columns, sum);
      }
    }
    return sum;
  }

  /** A step against the gradient G of a block: W ← W − rate · s G, b ← b − rate · σ_b G. */
  void step(double[] g, double rate, int row, int rows, int column, int columns) {
    for (int i = 0; i < rows; i++) {
      int weighted = Math.min(columns, inputs - column);
      int at = (row + i) * inputs + column;
      for (int j = 0; j < weighted; j++) {
        weights[at + j] -= rate * scale * g[i * columns + j];
      }
      if (weighted < columns) {
        biases[row + i] -= rate * sigmaB * g[i * columns + weighted];
      }
    }
  }

  /** Writes a block of the change of Û in the direction of G: s² G, and σ_b² G for the biases. */
  void direction(NativeMatrix into, double[] g, int row, int rows, int column, int columns) {
    for (int i = 0; i < rows; i++) {
      double[] change = Arrays.copyOfRange(g, i * columns, (i + 1) * columns);
      for (int j = 0; j < columns; j++) {
        double factor = column + j < inputs ? scale : sigmaB;
        change[j] *= factor * factor;
      }
      into.write(row + i, column, columns, change);
    }
  }

  @Override
  public void close() {
    lifted.close();
    outputs.close();
    slopes.close();
  }
}
