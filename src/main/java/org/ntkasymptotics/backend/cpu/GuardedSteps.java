package org.ntkasymptotics.backend.cpu;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.Descent;

/** Does steps one by one, up to the first after which the loss is above its bound or no number. */
final class GuardedSteps {
  private final Runnable step;
  private final DoubleSupplier loss;
  private double bound = Double.POSITIVE_INFINITY;
  private long done;
  private boolean ranAway;

  /**
   * Steps of a descent.
   *
   * @param step does one
   * @param loss L at the present parameters
   */
  GuardedSteps(Runnable step, DoubleSupplier loss) {
    this.step = step;
    this.loss = loss;
  }

  /** Counts from zero on. */
  void begin(double lossBound) {
    bound = lossBound;
    done = 0;
    ranAway = false;
  }

  /** So many steps, or fewer. */
  Supplier<Descent.Look> advance(long count) {
    double present = loss.getAsDouble();
    for (long k = 0; k < count && !ranAway; k++) {
      step.run();
      done++;
      present = loss.getAsDouble();
      ranAway = !(present <= bound);
    }
    Descent.Look look = new Descent.Look(done, present);
    return () -> look;
  }
}
