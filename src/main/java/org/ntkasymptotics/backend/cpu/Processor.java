package org.ntkasymptotics.backend.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** This computer's processor in words. */
final class Processor {
  private Processor() {}

  /** The model name, or the architecture where the system does not tell. */
  static String model() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).trim();
        }
      }
    } catch (IOException e) {
      // Not Linux.
    }
    return System.getProperty("os.arch");
  }

  /** Versions and widths, in display order. */
  static Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    properties.put("vectors", VectorModule.kind());
    properties.put("LAPACK", "OpenBLAS " + Lapack.version() + ", one thread a call");
    properties.put(
        "JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    return properties;
  }
}
