package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.MemoryPlan;

class CpuMemoryTest {

  @Test
  void theDriverChangesExactlyWhereTheWorkspaceLengthOverflowsAnInt() {
    assertEquals(EighDriver.DSYEVD, EighDriver.of(1));
    assertEquals(EighDriver.DSYEVD, EighDriver.of(32_766));
    assertEquals(EighDriver.DSYEVR, EighDriver.of(32_767));
    assertEquals(EighDriver.DSYEVR, EighDriver.of(100_000));
    assertTrue(EighDriver.doubles(32_766) <= Integer.MAX_VALUE);
    assertTrue(EighDriver.doubles(32_767) > Integer.MAX_VALUE);
  }

  @Test
  void theLargestSizeIsTheLastThatFits() {
    long available = CpuMemory.gram(5000);
    MemoryPlan plan = MemoryPlan.of("gram", 1000, CpuMemory::gram, available);
    assertEquals(5000, plan.largest());
    assertTrue(plan.fits());
    MemoryPlan tooLarge = MemoryPlan.of("gram", 5001, CpuMemory::gram, available);
    String message = assertThrows(IllegalArgumentException.class, tooLarge::orRefuse).getMessage();
    assertTrue(message.contains("M = 5000 would fit"), message);
  }

  @Test
  void needsGrowWithTheSizeAndWithTheOperation() {
    for (long m = 1; m < 40_000; m += 97) {
      assertTrue(CpuMemory.gram(m) < CpuMemory.modes(m));
      assertTrue(CpuMemory.eigh(m) <= CpuMemory.eigh(m + 97));
    }
    assertTrue(CpuMemory.modes(4000) * 4 < CpuMemory.eigh(4000), "a quarter of dsyevd's memory");
    assertThrows(IllegalArgumentException.class, () -> CpuMemory.plan("svd", 10));
  }

  @Test
  void closedMemoryIsRefused() {
    NativeMemory memory = new NativeMemory(4);
    memory.at(1).put(2.5);
    assertEquals(2.5, memory.window(1, 2).get(0));
    NativeMemory copy = new NativeMemory(4);
    memory.copyTo(1, copy, 3, 1);
    assertEquals(2.5, copy.at(3).get());
    copy.close();
    assertThrows(IllegalStateException.class, () -> memory.copyTo(0, copy, 0, 1));
    memory.close();
    memory.close();
    assertThrows(IllegalStateException.class, () -> memory.at(0));
  }
}
