package org.ntkasymptotics.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.report.Manifest;

/** Wall time by stage, and the manifest that it becomes part of. */
final class StageClock {
  private final Instant started = Instant.now();
  private final long begin = System.nanoTime();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** Does some work on a stage's account. */
  <T> T time(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      seconds.merge(stage, (System.nanoTime() - start) * 1e-9, Double::sum);
    }
  }

  /** What the run was made with. */
  Manifest manifest(RunContext context, BackendInfo backend) {
    Map<String, Double> wall = new LinkedHashMap<>(seconds);
    double known = wall.values().stream().mapToDouble(Double::doubleValue).sum();
    wall.put("other", Math.max(0, (System.nanoTime() - begin) * 1e-9 - known));
    return Manifest.ofThisMachine(
        context.version(),
        context.revision(),
        backend.name(),
        backend.reason(),
        backend.device(),
        wall,
        peakMemory(),
        started,
        context.command());
  }

  /** Largest resident memory of this process in bytes, as Linux counts it; 0 elsewhere. */
  private static long peakMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }
}
