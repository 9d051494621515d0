package org.ntkasymptotics.backend.cuda;

import java.util.function.LongConsumer;

/**
 * Steps by launches that follow one another.
 *
 * @param launches puts those of so many steps into the stream
 * @param end gives back what they hold
 */
record LaunchedSteps(LongConsumer launches, Runnable end) implements DescentSteps {

  /** Launches of one step each, which hold nothing. */
  static LaunchedSteps oneByOne(Runnable step) {
    return new LaunchedSteps(
        count -> {
          for (long k = 0; k < count; k++) {
            step.run();
          }
        },
        () -> {});
  }

  @Override
  public void enqueue(long count) {
    if (count > 0) {
      launches.accept(count);
    }
  }

  @Override
  public void close() {
    end.run();
  }
}
