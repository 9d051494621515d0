package org.ntkasymptotics.backend.cuda;

import java.util.function.LongConsumer;

/**
 * Steps by launches that follow one another.
 *
 * @param launches puts those of so many steps into the stream
 */
record LaunchedSteps(LongConsumer launches) implements DescentSteps {

  @Override
  public void enqueue(long count) {
    if (count > 0) {
      launches.accept(count);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
