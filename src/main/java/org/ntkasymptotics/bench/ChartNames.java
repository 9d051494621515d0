package org.ntkasymptotics.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a chart of one operation and its curves are called: what all curves share stands in the
 * title, what differs in the curve's name.
 */
final class ChartNames {
  private final Setting first;
  private final Map<String, String> shared;

  /** The names for the curves of one chart. */
  ChartNames(List<Scaling> series) {
    first = series.get(0).rest();
    shared = new LinkedHashMap<>(first.values());
    series.forEach(s -> shared.entrySet().retainAll(s.rest().values().entrySet()));
  }

  /** {@code gram, d = 2}, with the machine unless it is the processor. */
  String title() {
    String place = first.machine().equals("cuda") ? " on cuda" : "";
    Setting common = new Setting(first.operation(), first.machine(), shared);
    return first.operation().word() + place + (shared.isEmpty() ? "" : ", " + common.size());
  }

  /** {@code numpy}, or {@code numpy, kernel = laplace:length=1.0}. */
  String curve(Scaling series) {
    Setting rest = series.rest();
    Map<String, String> own = new LinkedHashMap<>(rest.values());
    own.keySet().removeAll(shared.keySet());
    String size = new Setting(rest.operation(), rest.machine(), own).size();
    return series.first().who() + (own.isEmpty() ? "" : ", " + size);
  }
}
