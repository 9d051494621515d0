package org.ntkasymptotics.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * How far the peak of this process's resident memory rises during some work, as Linux tells it.
 * Elsewhere, and for work on a device, nothing is known and nothing printed.
 */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final long before;

  private ResidentMemory(long before) {
    this.before = before;
  }

  /** Begins: what was freed goes back to the system, and the peak is what is resident now. */
  static ResidentMemory now() {
    System.gc();
    Pointer.trimMemory();
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      return new ResidentMemory(-1);
    }
    return new ResidentMemory(kilobytes("VmRSS"));
  }

  /** Prints a line {@code memory N kB}. */
  void print() {
    if (before >= 0) {
      System.out.printf("memory %d kB%n", kilobytes("VmHWM") - before);
    }
  }

  private static long kilobytes(String what) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(what)) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
