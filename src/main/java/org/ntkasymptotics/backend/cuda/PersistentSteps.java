package org.ntkasymptotics.backend.cuda;

import java.util.function.LongConsumer;

/**
 * Steps by one launch.
 *
 * @param kernel launches a kernel that does so many steps
 */
record PersistentSteps(LongConsumer kernel) implements DescentSteps {

  @Override
  public void enqueue(long count) {
    if (count > 0) {
      kernel.accept(count);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
