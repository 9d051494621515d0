package org.ntkasymptotics.host;

import java.util.Locale;

/** The memory of this Java virtual machine, and how to start one with more. */
public final class JavaHeap {
  /** Arrays that grow are copied. */
  private static final double ROOM = 1.25;

  /** For the rest of the program. */
  private static final long REST = 1L << 28;

  private JavaHeap() {}

  /** Bytes that it can grow to: as far as it may, and as far as this computer has them. */
  public static long most() {
    return Math.min(Runtime.getRuntime().maxMemory(), ofComputer());
  }

  /** Whether so many bytes can be allocated at once. */
  public static boolean fits(double bytes) {
    Runtime runtime = Runtime.getRuntime();
    return bytes <= runtime.maxMemory() && (bytes <= runtime.totalMemory() || bytes <= most());
  }

  /**
   * "needs 3.0 GiB of Java heap, there are 1.0 GiB: start with NTK_HEAP=5g (java -Xmx5g)", or what
   * this computer has left if that is less.
   */
  public static String shortage(double bytes) {
    return shortage(bytes, Runtime.getRuntime().maxMemory(), ofComputer());
  }

  /** The way to twice as much as now, as far as this computer has it. */
  public static String doubled() {
    return doubled(Runtime.getRuntime().maxMemory(), ofComputer());
  }

  /** Of the heap as it is and of what is free besides. */
  private static long ofComputer() {
    long free = HostMemory.available();
    long total = Runtime.getRuntime().totalMemory();
    return free < Long.MAX_VALUE - total ? total + free : Long.MAX_VALUE;
  }

  static String shortage(double bytes, long heap, long computer) {
    String needs = String.format(Locale.ROOT, "needs %.1f GiB of Java heap", bytes / 0x1p30);
    return bytes > computer
        ? String.format(
            Locale.ROOT, "%s, this computer has %.1f GiB left", needs, computer / 0x1p30)
        : String.format(
            Locale.ROOT,
            "%s, there are %.1f GiB: start with %s",
            needs,
            heap / 0x1p30,
            options(bytes, computer));
  }

  static String doubled(long heap, long computer) {
    return ROOM * heap < computer
        ? "start with " + options(2.0 * heap, computer)
        : "take a computer with more memory";
  }

  private static String options(double bytes, long computer) {
    double enough = Math.max(bytes, Math.min(bytes * ROOM + REST, (double) computer));
    long gibibytes = (long) Math.ceil(enough / 0x1p30);
    return "NTK_HEAP=" + gibibytes + "g (java -Xmx" + gibibytes + "g)";
  }
}
