package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * Full-batch gradient descent on this processor: a forward and a backward pass a step, each shared
 * among the threads, no M × N array.
 *
 * <p>The same bits for any number of threads: every output belongs to one point, every gradient to
 * one neuron, and sums over points or neurons are formed in a fixed order.
 */
final class CpuDescent implements Descent {
  private final DescentParameters parameters;
  private final boolean vectors;
  private final DescentArithmetic arithmetic;
  private final int block;
  private final RowMatrix points;
  private final ParallelRanges parallel;
  private final double[] f;
  private final double[] e;
  private final double[][] g;

  /** Σ e² of each block of points. */
  private final double[] squares;

  private final GuardedSteps steps = new GuardedSteps(this::descend, this::loss);
  private double[] target;
  private double rate;

  /**
   * Descent of a network of one hidden layer on points (M, d), from its initial parameters.
   *
   * @param vectors whether this JVM has jdk.incubator.vector
   */
  CpuDescent(
      FiniteNetwork initial,
      RowMatrix points,
      Precision precision,
      ParallelRanges parallel,
      boolean vectors) {
    this.parameters = new DescentParameters(initial);
    this.points = points;
    this.vectors = vectors;
    this.arithmetic = arithmetic(precision);
    this.block = arithmetic.pointsOfATask();
    this.parallel = parallel;
    int samples = DescentParameters.paddedLength(points.rows());
    f = new double[samples];
    e = new double[samples];
    g = new double[points.columns() + 1][parameters.padded()];
    squares = new double[(samples - 1) / block + 1];
    arithmetic.load(parameters, 0, parameters.padded());
  }

  private DescentArithmetic arithmetic(Precision precision) {
    return precision == Precision.SINGLE
        ? single(points, parameters.padded(), parameters.form().activation(), vectors)
        : exact();
  }

  private DoubleDescent exact() {
    int neurons = parameters.padded();
    Activation activation = parameters.form().activation();
    return vectors
        ? new VectorDoubleDescent(points, neurons, activation)
        : new DoubleDescent(points, neurons, activation);
  }

  /** The passes in single precision that suit the JVM, the activation and the number of inputs. */
  static DescentArithmetic single(
      RowMatrix points, int neurons, Activation activation, boolean vectors) {
    if (!activation.isRelu()) {
      return vectors
          ? new VectorPowerDescent(points, neurons, activation)
          : new FloatPowerDescent(points, neurons, activation);
    }
    if (!vectors) {
      return new FloatDescent(points, neurons);
    }
    return points.columns() <= VectorFloatDescent.MAX_INPUTS
        ? new VectorFloatDescent(points, neurons)
        : new VectorWideDescent(points, neurons);
  }

  @Override
  public double[] outputs() {
    forward();
    return Arrays.copyOf(f, points.rows());
  }

  @Override
  public double[] tangentProduct(double[] vector) {
    DoubleDescent exact;
    if (arithmetic instanceof DoubleDescent same) {
      exact = same;
    } else {
      exact = exact();
      exact.load(parameters, 0, parameters.padded());
    }
    return new TangentProduct(parameters, arithmetic, exact, parallel).of(vector);
  }

  @Override
  public void start(double[] y, double[] errors, double stepSize, double lossBound) {
    target = y.clone();
    rate = stepSize / points.rows();
    System.arraycopy(errors, 0, e, 0, errors.length);
    parallel.forEach(e.length, block, this::square);
    steps.begin(lossBound);
  }

  @Override
  public void resume(FiniteNetwork present, double[] y, double stepSize, double lossBound) {
    target = y.clone();
    rate = stepSize / points.rows();
    parameters.set(present);
    arithmetic.load(parameters, 0, parameters.padded());
    errors();
    steps.begin(lossBound);
  }

  @Override
  public Supplier<Look> advance(long count) {
    return steps.advance(count);
  }

  /** One step: gradients from the errors, parameters against them, new errors. */
  private void descend() {
    arithmetic.errors(e, 0, e.length);
    parallel.forEach(
        parameters.padded(),
        arithmetic.neuronsOfATask(),
        (from, to) -> {
          arithmetic.gradients(g, from, to);
          parameters.step(g, rate, from, to);
        });
    arithmetic.load(parameters, 0, parameters.padded());
    errors();
  }

  private void forward() {
    parallel.forEach(f.length, block, (from, to) -> arithmetic.outputs(f, from, to));
  }

  private void errors() {
    parallel.forEach(
        f.length,
        block,
        (from, to) -> {
          arithmetic.outputs(f, from, to);
          for (int m = from; m < Math.min(to, target.length); m++) {
            e[m] = f[m] - target[m];
          }
          square(from, to);
        });
  }

  private void square(int from, int to) {
    double sum = 0;
    for (int m = from; m < to; m++) {
      sum += e[m] * e[m];
    }
    squares[from / block] = sum;
  }

  private double loss() {
    double sum = 0;
    for (double part : squares) {
      sum += part;
    }
    return sum / (2.0 * points.rows());
  }

  @Override
  public FiniteNetwork network() {
    return parameters.network();
  }

  @Override
  public void close() {
    // Everything lies on the heap.
  }
}
