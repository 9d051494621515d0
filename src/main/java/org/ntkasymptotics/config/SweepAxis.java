package org.ntkasymptotics.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Sequence;

/**
 * What varies together in a sweep: one key, or several that go in step.
 *
 * @param keys such as "data.mixture.d", with the places where they are written
 * @param steps the values, one for each key, in the order of the keys
 */
record SweepAxis(Map<String, Origin> keys, List<List<Node>> steps) {

  /** One key with its list or range of values. */
  static SweepAxis of(String key, Origin place, Node values) {
    List<List<Node>> steps = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node value : values(key, values)) {
      if (!seen.add(value.compact())) {
        throw new ConfigException(
            value.origin().at(key) + "expected every value once, got " + value.shown() + " again");
      }
      steps.add(List.of(value));
    }
    return new SweepAxis(Map.of(key, place), steps);
  }

  /** Keys in step: as many values for each. */
  static SweepAxis zipped(Mapping group) {
    List<List<Node>> columns = new ArrayList<>();
    Map<String, Origin> keys = new LinkedHashMap<>();
    group
        .values()
        .forEach(
            (key, values) -> {
              columns.add(values(key, values));
              keys.put(key, group.keys().get(key));
              int first = columns.get(0).size();
              int own = columns.get(columns.size() - 1).size();
              if (own != first) {
                throw new ConfigException(
                    (values.origin().at(key) + "expected " + first)
                        + (" values as for " + keys.keySet().iterator().next() + ", got " + own));
              }
            });
    if (columns.size() < 2) {
      throw new ConfigException(
          group.origin().at("zip") + "expected at least two keys that vary in step");
    }
    List<List<Node>> steps = new ArrayList<>();
    for (int i = 0; i < columns.get(0).size(); i++) {
      int step = i;
      steps.add(columns.stream().map(column -> column.get(step)).toList());
    }
    return new SweepAxis(keys, steps);
  }

  private static List<Node> values(String key, Node written) {
    List<Node> values;
    if (written instanceof Mapping mapping) {
      values = SweepRange.of(mapping, key).values();
    } else if (written instanceof Sequence list) {
      values = list.items();
    } else {
      values = List.of(written);
    }
    for (Node value : values) {
      if (value.isNothing()) {
        throw new ConfigException(value.origin().at(key) + "expected a value, got nothing");
      }
    }
    if (values.isEmpty()) {
      throw new ConfigException(
          written.origin().at(key) + "expected at least one value, got an empty list");
    }
    return values;
  }
}
