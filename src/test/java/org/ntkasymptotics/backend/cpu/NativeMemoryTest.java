package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.DoubleBuffer;
import org.junit.jupiter.api.Test;

/** Native memory beyond what 32-bit byte counts and indices reach. */
class NativeMemoryTest {

  @Test
  void windowsReachAnyPlace() {
    // Pages that are not written take no memory, so that 4 GiB can be had on any machine.
    for (long place : new long[] {0, (1L << 28) - 3, 1L << 28, (1L << 29) - 3}) {
      try (NativeMemory memory = new NativeMemory(place + 8)) {
        DoubleBuffer window = memory.window(place, 8);
        assertEquals(8, window.capacity());
        for (int i = 0; i < 8; i++) {
          window.put(i, i + 1);
        }
        assertEquals(8, memory.at(place + 7).get(), "place " + place);
        assertEquals(1, memory.at(place).get(), "place " + place);
      }
    }
  }
}
