package org.ntkasymptotics.host;

import java.util.Locale;

/** The memory of this Java virtual machine, and how to start one with more. */
public final class JavaHeap {
  /** Arrays that grow are copied. */
  private static final double ROOM = 1.25;

  /** For the rest of the program. */
  private static final long REST = 1L << 28;

  private JavaHeap() {}

  /** Whether so many bytes can be allocated at once. */
  public static boolean fits(double bytes) {
    return bytes <= Runtime.getRuntime().maxMemory();
  }

  /** "needs 3.0 GiB of Java heap, there are 1.0 GiB: start with NTK_HEAP=5g (java -Xmx5g)". */
  public static String shortage(double bytes) {
    return String.format(
        Locale.ROOT,
        "needs %.1f GiB of Java heap, there are %.1f GiB: start with %s",
        bytes / 0x1p30,
        Runtime.getRuntime().maxMemory() / 0x1p30,
        options(bytes));
  }

  /** What to start with so that twice as much fits as now. */
  public static String doubled() {
    return options(2.0 * Runtime.getRuntime().maxMemory());
  }

  private static String options(double bytes) {
    long gibibytes = (long) Math.ceil((bytes * ROOM + REST) / 0x1p30);
    return "NTK_HEAP=" + gibibytes + "g (java -Xmx" + gibibytes + "g)";
  }
}
