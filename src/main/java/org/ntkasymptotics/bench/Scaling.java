package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One program's times for settings that differ in one parameter alone.
 *
 * @param parameter "m", "d" or "n"
 * @param timings in ascending order of it, at least two
 */
record Scaling(String parameter, List<Timing> timings) {

  /** What differs otherwise. */
  private record Rest(
      Operation operation, String machine, String who, Map<String, String> values) {}

  /** All that there are along a parameter. */
  static List<Scaling> along(BenchResults results, String parameter) {
    Map<Rest, List<Timing>> groups = new LinkedHashMap<>();
    for (Timing timing : results.timings()) {
      Setting setting = timing.setting();
      if (timing.isMeasured() && setting.values().containsKey(parameter)) {
        Rest rest =
            new Rest(
                setting.operation(), setting.machine(), timing.who(), setting.without(parameter));
        groups.computeIfAbsent(rest, r -> new ArrayList<>()).add(timing);
      }
    }
    List<Scaling> scalings = new ArrayList<>();
    groups.forEach(
        (rest, timings) -> {
          timings.sort(Comparator.comparingDouble(t -> size(t, parameter)));
          if (timings.size() > 1) {
            scalings.add(new Scaling(parameter, List.copyOf(timings)));
          }
        });
    return List.copyOf(scalings);
  }

  private static double size(Timing timing, String parameter) {
    return Double.parseDouble(timing.setting().values().get(parameter));
  }

  /** The first of them, for what they share. */
  Timing first() {
    return timings.get(0);
  }

  /** M, d or N. */
  String parameterName() {
    return name(parameter);
  }

  /** A parameter as people write it. */
  static String name(String parameter) {
    return parameter.equals("d") ? "d" : parameter.toUpperCase(Locale.ROOT);
  }

  /** What stays the same. */
  Setting rest() {
    Setting setting = first().setting();
    return new Setting(setting.operation(), setting.machine(), setting.without(parameter));
  }

  /** That in words: {@code gram on cpu, d = 2}. */
  String label() {
    Setting rest = rest();
    String place = rest.operation().isOnBackends() ? " on " + rest.machine() : "";
    return rest.operation().word() + place + (rest.values().isEmpty() ? "" : ", " + rest.size());
  }

  /**
   * How the number of operations grows over the same sizes; where coordinates are not counted, they
   * are read once for an entry.
   */
  String theory() {
    double exponent = workGrowth().exponent();
    return exponent == 0 ? "at most 1" : Units.fixed(exponent);
  }

  double[] x() {
    return timings.stream().mapToDouble(t -> size(t, parameter)).toArray();
  }

  double[] seconds() {
    return timings.stream().mapToDouble(Timing::seconds).toArray();
  }

  /** How the time grows. */
  Growth growth() {
    return Growth.of(x(), seconds());
  }

  /** How the number of operations grows over the same sizes. */
  Growth workGrowth() {
    return Growth.of(x(), work());
  }

  /** The operations, scaled to meet the last time. */
  double[] scaledWork() {
    double[] work = work();
    double scale = seconds()[work.length - 1] / work[work.length - 1];
    for (int i = 0; i < work.length; i++) {
      work[i] *= scale;
    }
    return work;
  }

  private double[] work() {
    return timings.stream().mapToDouble(t -> Work.expected(t.setting())).toArray();
  }
}
