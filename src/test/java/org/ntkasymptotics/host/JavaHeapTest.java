package org.ntkasymptotics.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the heap can hold, and what is said when that is too little. */
class JavaHeapTest {
  private static final long GIBIBYTE = 1L << 30;

  @Test
  void whatCannotEverFitIsTold() {
    assertTrue(JavaHeap.fits(0));
    assertTrue(JavaHeap.fits(JavaHeap.most() / 2.0));
    assertFalse(JavaHeap.fits(Runtime.getRuntime().maxMemory() + 1024.0));
    assertTrue(JavaHeap.most() <= Runtime.getRuntime().maxMemory());
  }

  @Test
  void aLargerHeapIsNamedWhereTheComputerHasIt() {
    assertEquals(
        "needs 3.0 GiB of Java heap, there are 1.0 GiB: start with NTK_HEAP=4g (java -Xmx4g)",
        JavaHeap.shortage(3.0 * GIBIBYTE, GIBIBYTE, 16 * GIBIBYTE));
    assertEquals("start with NTK_HEAP=3g (java -Xmx3g)", JavaHeap.doubled(GIBIBYTE, 16 * GIBIBYTE));
  }

  /** Never more than there is. */
  @Test
  void noHeapIsNamedThatTheComputerDoesNotHave() {
    assertEquals(
        "needs 3.0 GiB of Java heap, this computer has 2.0 GiB left",
        JavaHeap.shortage(3.0 * GIBIBYTE, GIBIBYTE, 2 * GIBIBYTE));
    assertEquals(
        "needs 3.0 GiB of Java heap, there are 1.0 GiB: start with NTK_HEAP=3g (java -Xmx3g)",
        JavaHeap.shortage(3.0 * GIBIBYTE, GIBIBYTE, 3 * GIBIBYTE));
    assertEquals("take a computer with more memory", JavaHeap.doubled(3 * GIBIBYTE, 3 * GIBIBYTE));
  }

  @Test
  void containersLimitTheMemory(@TempDir Path group) throws IOException {
    assertEquals(Long.MAX_VALUE, HostMemory.ofContainer(group));
    Files.writeString(group.resolve("memory.max"), "max\n");
    Files.writeString(group.resolve("memory.current"), "600\n");
    assertEquals(Long.MAX_VALUE, HostMemory.ofContainer(group));
    Files.writeString(group.resolve("memory.max"), "1000\n");
    assertEquals(400, HostMemory.ofContainer(group));
    Files.writeString(group.resolve("memory.stat"), "anon 5\ninactive_file 150\n");
    assertEquals(550, HostMemory.ofContainer(group));
    Path meminfo = group.resolve("meminfo");
    Files.writeString(meminfo, "MemTotal: 100 kB\nMemAvailable:     77 kB\n");
    assertEquals(77 * 1024, HostMemory.ofSystem(meminfo));
    assertTrue(HostMemory.ofSystem(group.resolve("absent")) > 0);
    assertTrue(HostMemory.available() > 1 << 20);
  }
}
