package org.ntkasymptotics.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The points of a sweep as they are found: no two of one name, no two of the same experiment. */
final class SweepPoints {
  private final SweepNames names;
  private final List<SweepPoint> points = new ArrayList<>();
  private final Map<String, SweepPoint> byName = new LinkedHashMap<>();
  private final Map<ExperimentConfig, SweepPoint> byExperiment = new LinkedHashMap<>();

  SweepPoints(SweepNames names) {
    this.names = names;
  }

  List<SweepPoint> list() {
    return points;
  }

  /** Adds a point; what is wrong with it is said with the place of its last value. */
  void add(
      Map<String, String> values,
      Map<String, Node> nodes,
      Map<String, Origin> keys,
      ExperimentConfig config) {
    Map<String, String> places = new LinkedHashMap<>();
    nodes.forEach((key, node) -> places.put(key, node.origin().where()));
    SweepPoint point = new SweepPoint(names.of(values), values, places, config);
    SweepPoint namesake = byName.putIfAbsent(point.name(), point);
    if (namesake != null) {
      throw refused(point, namesake, keys, "would have the same name as the point of");
    }
    SweepPoint twin = byExperiment.putIfAbsent(config, point);
    if (twin != null) {
      throw refused(point, twin, keys, "is the same experiment as the point of");
    }
    points.add(point);
  }

  private static ConfigException refused(
      SweepPoint point, SweepPoint other, Map<String, Origin> keys, String what) {
    String key = List.copyOf(keys.keySet()).get(keys.size() - 1);
    return new ConfigException(
        (keys.get(key).at(key) + "the point of " + shown(point.values()) + " " + what + " ")
            + (shown(other.values()) + ": exclude one"));
  }

  private static String shown(Map<String, String> values) {
    List<String> parts = new ArrayList<>();
    values.forEach((key, value) -> parts.add(key + "=" + value));
    return String.join(" ", parts);
  }
}
