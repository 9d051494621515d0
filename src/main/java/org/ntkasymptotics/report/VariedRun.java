package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A finished run and the values of the parameters that vary among its like.
 *
 * @param run as read
 * @param values texts by key, in the order of the grid
 */
record VariedRun(FinishedRun run, Map<String, String> values) {
  private static final Set<String> DESCRIBING =
      Set.of(
          "experiment",
          "data",
          "kernel",
          "target",
          "training",
          "spectrum",
          "laws",
          "fit",
          "series",
          "figure",
          "seed");

  /** Copies, keeping the order. */
  VariedRun {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Runs that were not made by one sweep, with the parameters of their descriptions in which they
   * differ; of parameters that differ in step only the first.
   */
  static List<VariedRun> among(List<FinishedRun> runs) {
    List<Map<String, String>> all = runs.stream().map(VariedRun::parameters).toList();
    Map<List<String>, String> columns = new LinkedHashMap<>();
    all.stream()
        .flatMap(parameters -> parameters.keySet().stream())
        .distinct()
        .forEach(
            key ->
                columns.putIfAbsent(all.stream().map(p -> p.getOrDefault(key, "")).toList(), key));
    columns.keySet().removeIf(column -> Set.copyOf(column).size() == 1);
    List<VariedRun> varied = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (String key : columns.values()) {
        String value = all.get(r).get(key);
        if (value != null) {
          values.put(key, value);
        }
      }
      varied.add(new VariedRun(runs.get(r), values));
    }
    return varied;
  }

  /** What a run's description says, but for the machine. */
  private static Map<String, String> parameters(FinishedRun run) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (ReportPage.Entry entry : run.page().parameters()) {
      String section = entry.term().split("\\.", 2)[0];
      if (DESCRIBING.contains(section)) {
        parameters.put(entry.term(), entry.text().replaceAll("^\"|\"$", ""));
      }
    }
    return parameters;
  }
}
