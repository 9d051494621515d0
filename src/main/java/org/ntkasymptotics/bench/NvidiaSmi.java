package org.ntkasymptotics.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What NVIDIA's own tool says of a device that the driver's interface does not. */
final class NvidiaSmi {
  private static final double PATIENCE = 20;
  private static final List<String> FIELDS =
      List.of("driver_version", "memory.total", "clocks.max.sm", "clocks.max.mem", "power.limit");

  private NvidiaSmi() {}

  /** Field and value of the first device; empty where the tool is not there. */
  static Map<String, String> fields(Children children) {
    try {
      String query = "--query-gpu=" + String.join(",", FIELDS);
      Children.Ended ended =
          children.run(List.of("nvidia-smi", query, "--format=csv,noheader"), Map.of(), PATIENCE);
      return ended.code() == 0 ? parsed(ended.printed()) : Map.of();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /** Of its answer: values separated by commas, a line for each device. */
  static Map<String, String> parsed(String printed) {
    String[] values = printed.lines().findFirst().orElse("").split(",", -1);
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(values.length, FIELDS.size()); i++) {
      if (!values[i].isBlank()) {
        fields.put(FIELDS.get(i).replaceAll("[._]", " "), values[i].strip());
      }
    }
    return fields;
  }
}
