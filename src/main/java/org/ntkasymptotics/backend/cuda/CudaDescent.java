package org.ntkasymptotics.backend.cuda;

import java.util.function.DoubleSupplier;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.ShallowNetwork;

/**
 * Full-batch gradient descent on a device, by {@code descent.cu} or, with several hidden layers or
 * many inputs, by {@code layered_descent.cu}; their heads say what a step costs.
 *
 * <p>Steps follow one another on the device; by the time the host looks at a loss, the next steps
 * are under way. The same bits on every run of one device, however the steps are shared among
 * launches. Initial parameters, points and errors are those of the processor bit for bit, and so is
 * every operation on a single parameter; sums over points and over neurons are taken in another
 * order. How far the two part in 10³ steps is stated and asserted by CudaDescentTest.
 */
final class CudaDescent implements Descent {
  private static final String STAGE = "training";

  /** Threads of the one block, as in descent.cu. */
  private static final int LOSS_THREADS = 1024;

  private final KernelModule module;
  private final int samples;
  private final CudaStream stream;
  private final CudaTraining training;
  private final DeviceArray loss;
  private final PinnedDouble[] readings = new PinnedDouble[2];
  private final Holdings held = new Holdings();
  private int turn;
  private DescentSteps steps;

  /** Descent of a network on points (M, d), from its initial parameters. */
  CudaDescent(
      CudaContext context,
      KernelModule module,
      FiniteNetwork initial,
      RowMatrix points,
      Precision precision) {
    this.module = module;
    samples = points.rows();
    try {
      stream = held.hold(new CudaStream(context, STAGE), CudaStream::close);
      training = held.hold(training(context, initial, points, precision), CudaTraining::close);
      loss = held.hold(new DeviceArray(context, STAGE, Precision.DOUBLE, 1));
      for (int k = 0; k < readings.length; k++) {
        readings[k] = held.hold(new PinnedDouble(context, STAGE, stream), PinnedDouble::close);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private CudaTraining training(
      CudaContext context, FiniteNetwork initial, RowMatrix points, Precision precision) {
    return initial instanceof ShallowNetwork shallow && ShallowArrays.takes(initial.inputs())
        ? new ShallowTraining(context, module, stream, shallow, points, precision)
        : new CudaLayeredDescent(context, module, stream, initial, points, precision);
  }

  @Override
  public double[] outputs() {
    training.setTarget(new double[samples]);
    training.forward();
    double[] f = new double[samples];
    training.errors().download(STAGE, 0, f, 0, samples);
    return f;
  }

  @Override
  public double[] tangentProduct(double[] e) {
    return training.tangentProduct(e);
  }

  @Override
  public void start(double[] target, double[] errors, double stepSize) {
    training.setTarget(target);
    training.setErrors(errors);
    beginSteps(stepSize);
  }

  @Override
  public void resume(FiniteNetwork present, double[] target, double stepSize) {
    training.set(present);
    training.setTarget(target);
    training.forward();
    beginSteps(stepSize);
  }

  private void beginSteps(double stepSize) {
    steps = held.hold(training.steps(stepSize / samples), DescentSteps::close);
  }

  @Override
  public DoubleSupplier advance(long count) {
    steps.enqueue(count);
    module.enqueue(
        STAGE,
        stream.handle(),
        KernelFunction.DESCENT_LOSS,
        new KernelModule.Grid(1, 1, LOSS_THREADS),
        KernelModule.of(training.errors()),
        KernelModule.of(samples),
        KernelModule.of(loss));
    turn = (turn + 1) % readings.length;
    return readings[turn].fetch(loss);
  }

  @Override
  public FiniteNetwork network() {
    return training.network();
  }

  @Override
  public void close() {
    held.close();
  }
}
