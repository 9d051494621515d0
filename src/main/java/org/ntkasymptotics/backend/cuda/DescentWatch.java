package org.ntkasymptotics.backend.cuda;

import java.util.function.Supplier;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.Precision;

/**
 * What the host hears of a training, in device memory: twin of the struct Watch of {@code
 * watch.cuh}. Steps stop on the device once the loss has run away; the host hears of it later.
 */
final class DescentWatch implements AutoCloseable {
  private static final String STAGE = "training";

  /** Threads of the one block, as in descent.cu. */
  private static final int LOSS_THREADS = 1024;

  /** Doubles of the struct: loss, steps, whether the loss has run away. */
  private static final int LENGTH = 3;

  private final KernelModule module;
  private final CudaStream stream;
  private final int samples;
  private final Holdings held = new Holdings();
  private final DeviceArray numbers;
  private final PinnedDoubles[] readings = new PinnedDoubles[2];
  private int turn;
  private double bound = Double.POSITIVE_INFINITY;

  /** Of a training on M points, whose passes go into that stream. */
  DescentWatch(CudaContext context, KernelModule module, CudaStream stream, int samples) {
    this.module = module;
    this.stream = stream;
    this.samples = samples;
    try {
      numbers = held.hold(DeviceArray.zeros(context, STAGE, Precision.DOUBLE, LENGTH));
      for (int k = 0; k < readings.length; k++) {
        readings[k] =
            held.hold(new PinnedDoubles(context, STAGE, stream, LENGTH), PinnedDoubles::close);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Where the passes find it. */
  DeviceArray numbers() {
    return numbers;
  }

  /** The loss above which no step is done. */
  double bound() {
    return bound;
  }

  /** Begins to count steps, which go on as long as the loss stays within the bound. */
  void begin(double lossBound) {
    bound = lossBound;
    numbers.upload(STAGE, 0, new double[LENGTH], 0, LENGTH);
  }

  /** Puts a look at the errors after one step into the stream, which counts it. */
  void count(DeviceArray errors) {
    enqueue(errors, 1);
  }

  /**
   * Puts a look at the errors after all steps so far into the stream.
   *
   * @return what was seen, and waits for it
   */
  Supplier<Descent.Look> look(DeviceArray errors) {
    enqueue(errors, 0);
    turn = (turn + 1) % readings.length;
    Supplier<double[]> reading = readings[turn].fetch(numbers);
    return () -> {
      double[] seen = reading.get();
      return new Descent.Look((long) seen[1], seen[0]);
    };
  }

  private void enqueue(DeviceArray errors, int steps) {
    module.enqueue(
        STAGE,
        stream.handle(),
        KernelFunction.DESCENT_LOSS,
        new KernelModule.Grid(1, 1, LOSS_THREADS),
        KernelModule.of(errors),
        KernelModule.of(samples),
        KernelModule.of(bound),
        KernelModule.of(steps),
        KernelModule.of(numbers));
  }

  @Override
  public void close() {
    held.close();
  }
}
