package org.ntkasymptotics.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory this computer has left, a container's limit respected. */
public final class HostMemory {
  private HostMemory() {}

  /** Bytes that can be allocated now without swapping. */
  public static long available() {
    return Math.min(ofSystem(Path.of("/proc/meminfo")), ofContainer(Path.of("/sys/fs/cgroup")));
  }

  /** MemAvailable of a meminfo file; without one, the free memory that the JVM sees. */
  static long ofSystem(Path meminfo) {
    try {
      for (String line : Files.readAllLines(meminfo)) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux: ask the JVM.
    }
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getFreeMemorySize()
        : Long.MAX_VALUE;
  }

  /** Limit minus use of a control group, version 2 or 1; {@link Long#MAX_VALUE} without a limit. */
  static long ofContainer(Path group) {
    for (List<String> names :
        List.of(
            List.of("memory.max", "memory.current", "memory.stat", "inactive_file"),
            List.of(
                "memory/memory.limit_in_bytes",
                "memory/memory.usage_in_bytes",
                "memory/memory.stat",
                "total_inactive_file"))) {
      OptionalLong limit = number(group.resolve(names.get(0)));
      OptionalLong used = number(group.resolve(names.get(1)));
      if (limit.isPresent() && used.isPresent() && limit.getAsLong() < 1L << 60) {
        // Cached files count as used but are given up on demand.
        long cache = statistic(group.resolve(names.get(2)), names.get(3));
        return Math.max(0, limit.getAsLong() - used.getAsLong() + cache);
      }
    }
    return Long.MAX_VALUE;
  }

  private static OptionalLong number(Path file) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(file).trim()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static long statistic(Path file, String name) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(name + " ")) {
          return Long.parseLong(line.substring(name.length() + 1).trim());
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Without the statistic nothing is known to be given up.
    }
    return 0;
  }
}
