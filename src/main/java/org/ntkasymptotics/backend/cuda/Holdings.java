package org.ntkasymptotics.backend.cuda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What something holds on the device, to be given back together, the latest first. */
final class Holdings implements AutoCloseable {
  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Holds one thing more. */
  <T> T hold(T thing, Consumer<T> close) {
    closings.push(() -> close.accept(thing));
    return thing;
  }

  /** Holds an array more. */
  DeviceArray hold(DeviceArray array) {
    return hold(array, DeviceArray::close);
  }

  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }
}
