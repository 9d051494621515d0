package org.ntkasymptotics.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.CudaReport;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.config.EngineVersion;
import org.ntkasymptotics.host.JavaHeap;

/**
 * What {@code ntk doctor} found: sections of names and values, in display order.
 *
 * @param sections by name
 */
record Examination(Map<String, Map<String, Object>> sections) {
  /** Operations whose largest M is of interest, each with the matrix it works on. */
  private static final List<String> OPERATIONS = List.of("gram", "modes", "eigh");

  /**
   * Examines this computer and an opened back end.
   *
   * @param cuda what was found of CUDA, whether it is the opened back end or not
   */
  static Examination of(Backend backend, CudaReport cuda) {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    sections.put("engine", engine());
    sections.put("backend", backend(backend.info()));
    sections.put("cuda", cuda(cuda));
    sections.put("machine", machine(backend));
    sections.put("largest", largest(backend));
    return new Examination(sections);
  }

  private static Map<String, Object> engine() {
    EngineVersion engine = EngineVersion.current();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("version", engine.version());
    found.put("revision", engine.revision());
    found.put("java", EngineVersion.java());
    found.put("java home", System.getProperty("java.home"));
    found.put(
        "vector module",
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? "present"
            : "absent: plain Java kernels (start by ./ntk, or --add-modules jdk.incubator.vector)");
    return found;
  }

  private static Map<String, Object> backend(BackendInfo info) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("name", info.name());
    found.put("reason", info.reason());
    found.put("device", info.device());
    found.put("threads", info.threads());
    found.putAll(info.properties());
    return found;
  }

  private static Map<String, Object> cuda(CudaReport report) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("usable", report.whyNot().map(why -> "no: " + why).orElse("yes"));
    found.putAll(report.found());
    Map<String, String> looked = new LinkedHashMap<>();
    for (CudaReport.Place place : report.places()) {
      looked.put(place.directory() + " (" + place.origin() + ")", place.found());
    }
    found.put("looked for", looked);
    return found;
  }

  private static Map<String, Object> machine(Backend backend) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    found.put("cores", Runtime.getRuntime().availableProcessors());
    found.put("memory free for matrices", gib(backend.memoryPlan("gram", 2).available()));
    found.put("memory of the Java heap", gib(JavaHeap.most()));
    return found;
  }

  private static Map<String, Object> largest(Backend backend) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (String operation : OPERATIONS) {
      MemoryPlan plan = backend.memoryPlan(operation, 2);
      found.put(operation, plan.largest());
      if (!plan.bound().isEmpty()) {
        found.put(operation + " is bounded", plan.bound());
      }
    }
    return found;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
  }

  /** Aligned lines under headings. */
  String text() {
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (name, values) -> {
          text.append(name.equals("largest") ? "largest M that fits" : name).append('\n');
          lines(text, values, "  ");
        });
    return text.toString();
  }

  private static void lines(StringBuilder text, Map<?, ?> values, String indent) {
    int width = values.keySet().stream().mapToInt(k -> k.toString().length()).max().orElse(0);
    values.forEach(
        (key, value) -> {
          text.append(indent).append(key);
          if (value instanceof Map<?, ?> below) {
            text.append('\n');
            lines(text, below, indent + "  ");
          } else {
            text.append(" ".repeat(width - key.toString().length() + 2)).append(value).append('\n');
          }
        });
  }

  /** The same for programs. */
  String json() {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(sections)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers are always written", e);
    }
  }
}
