package org.ntkasymptotics.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a sweep's directory is to hold: {@code sweep.json}.
 *
 * @param title of the sweep
 * @param points in the order of the grid
 */
public record SweepIndex(String title, List<Point> points) {
  /** The file in a sweep's directory. */
  public static final String FILE = "sweep.json";

  /** Copies. */
  public SweepIndex {
    points = List.copyOf(points);
  }

  /**
   * One run directory.
   *
   * @param name of the directory
   * @param values of the varied keys, as texts, in the order of the grid
   */
  public record Point(String name, Map<String, String> values) {

    /** Copies, keeping the order. */
    public Point {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** The keys that vary. */
  public Set<String> keys() {
    return points.stream()
        .flatMap(point -> point.values().keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** These points and those of another index that are wanted, each name once. */
  public SweepIndex with(SweepIndex other, Predicate<Point> wanted) {
    Map<String, Point> byName = new LinkedHashMap<>();
    points.forEach(point -> byName.put(point.name(), point));
    other.points.stream().filter(wanted).forEach(p -> byName.putIfAbsent(p.name(), p));
    return new SweepIndex(title, List.copyOf(byName.values()));
  }

  String toJson() {
    ObjectNode root = Json.object();
    root.put("title", title);
    ArrayNode list = root.putArray("points");
    for (Point point : points) {
      ObjectNode node = list.addObject();
      node.put("name", point.name());
      ObjectNode values = node.putObject("values");
      point.values().forEach(values::put);
    }
    return Json.text(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is not such an index
   */
  static SweepIndex parse(String json, Path source) {
    JsonNode root = Json.tree(json, source);
    List<Point> points = new ArrayList<>();
    for (JsonNode node : root.path("points")) {
      String name = Json.string(node, "name");
      if (!name.matches("[A-Za-z0-9._=+-]+") || name.startsWith(".")) {
        throw new IllegalArgumentException(
            source + ": a point has no name that could be a directory's: run the sweep again");
      }
      Map<String, String> values = new LinkedHashMap<>();
      node.path("values").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
      points.add(new Point(name, values));
    }
    return new SweepIndex(Json.string(root, "title"), points);
  }
}
