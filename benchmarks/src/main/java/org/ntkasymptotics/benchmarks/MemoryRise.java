package org.ntkasymptotics.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.ntkasymptotics.backend.BackendChoice;

/**
 * How far memory rises at most during some work: the process's resident memory, as Linux tells it,
 * or the use of the Java heap, whose pages are often resident already, whichever rises more.
 * Garbage counts until it is collected.
 */
final class MemoryRise {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final long resident;
  private final long heap;

  private MemoryRise(long resident, long heap) {
    this.resident = resident;
    this.heap = heap;
  }

  /** Begins: what was freed goes back to the system, and the peaks are what is used now. */
  static MemoryRise now() {
    System.gc();
    Pointer.trimMemory();
    long heap = 0;
    for (MemoryPoolMXBean pool : pools()) {
      pool.resetPeakUsage();
      heap += pool.getUsage().getUsed();
    }
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      return new MemoryRise(-1, heap);
    }
    return new MemoryRise(kilobytes("VmRSS"), heap);
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Prints a line {@code memory N kB}; nothing where the system does not tell. */
  void print() {
    if (resident >= 0) {
      long used = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      long rise = Math.max(kilobytes("VmHWM") - resident, (used - heap) >> 10);
      System.out.printf("memory %d kB%n", rise);
    }
  }

  /** Does some work on a back end and prints how far its memory rose: the device's, or this one's. */
  static void print(BackendChoice backend, Runnable work) {
    if (backend == BackendChoice.CUDA) {
      System.out.printf("memory %d kB%n", DeviceMemory.rise(work) >> 10);
    } else {
      MemoryRise memory = now();
      work.run();
      memory.print();
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
