package org.ntkasymptotics.backend.cuda;

import java.util.function.Supplier;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * Full-batch gradient descent on a device, by {@code descent.cu}, with many inputs by {@code
 * wide_descent.cuh}, with several hidden layers by {@code layered_descent.cu}; their heads say what
 * a step costs.
 *
 * <p>Steps follow one another on the device; by the time the host looks at a loss, the next steps
 * are under way. The same bits on every run of one device, however the steps are shared among
 * launches. Initial parameters, points and errors are those of the processor bit for bit, and so is
 * every operation on a single parameter; sums over points and over neurons are taken in another
 * order. How far the two part in 10³ steps is stated and asserted by CudaDescentTest.
 */
final class CudaDescent implements Descent {
  private static final String STAGE = "training";

  private final int samples;
  private final DescentWatch watch;
  private final CudaTraining training;
  private final Holdings held = new Holdings();
  private DescentSteps steps;

  /** Descent of a network on points (M, d), from its initial parameters. */
  CudaDescent(
      CudaContext context,
      KernelModule module,
      FiniteNetwork initial,
      RowMatrix points,
      Precision precision) {
    samples = points.rows();
    try {
      CudaStream stream = held.hold(new CudaStream(context, STAGE), CudaStream::close);
      watch = held.hold(new DescentWatch(context, module, stream, samples), DescentWatch::close);
      TrainingPlace place = new TrainingPlace(context, module, stream, precision, watch);
      training = held.hold(training(place, initial, points), CudaTraining::close);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static CudaTraining training(
      TrainingPlace place, FiniteNetwork initial, RowMatrix points) {
    if (initial.shape().hidden() > 1) {
      return new CudaLayeredDescent(place, initial, points);
    }
    return ShallowTraining.takes(initial.inputs())
        ? new ShallowTraining(place, initial, points)
        : new WideTraining(place, initial, points);
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
  public void start(double[] target, double[] errors, double stepSize, double lossBound) {
    training.setTarget(target);
    training.setErrors(errors);
    beginSteps(stepSize, lossBound);
  }

  @Override
  public void resume(FiniteNetwork present, double[] target, double stepSize, double lossBound) {
    training.set(present);
    training.setTarget(target);
    training.forward();
    beginSteps(stepSize, lossBound);
  }

  private void beginSteps(double stepSize, double lossBound) {
    watch.begin(lossBound);
    steps = held.hold(training.steps(stepSize / samples), DescentSteps::close);
  }

  @Override
  public Supplier<Look> advance(long count) {
    steps.enqueue(count);
    return watch.look(training.errors());
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
