package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.config.Node.Sequence;
import org.ntkasymptotics.host.Excerpt;

/**
 * A sweep file to its points. Keys: {@code base}, an experiment or the name of a file with one;
 * {@code grid}, keys with lists or ranges, every value with every other; {@code zip}, groups of
 * keys that vary in step; {@code exclude}, values that do not go together.
 */
final class SweepReader {
  private static final int MOST_POINTS = 10_000;

  private final UnaryOperator<ConfigSource> options;
  private final ConfigSource given;

  /** A reader that lets these options win over the file. */
  SweepReader(UnaryOperator<ConfigSource> options) {
    this.options = options;
    this.given = options.apply(ConfigSource.parse("", "options"));
  }

  List<SweepPoint> read(Node file) {
    Section root = Section.of(file, "");
    Mapping base = base(root);
    List<SweepAxis> written = new ArrayList<>(zips(root));
    written.addAll(grid(root));
    if (written.isEmpty()) {
      throw new ConfigException(
          file.origin().at("") + "expected at least one key to vary under grid or zip");
    }
    requireOnce(written);
    List<Map<String, Set<String>>> excluded = exclusions(root, written);
    root.finish();
    List<SweepAxis> axes = written.stream().map(this::overridden).toList();
    return points(file, base, axes, excluded);
  }

  private static Mapping base(Section root) {
    Optional<Node> node = root.node("base");
    if (node.isEmpty()) {
      return Mapping.empty(new Origin("base", "", Path.of("").toAbsolutePath()));
    }
    return node.get() instanceof Scalar
        ? ConfigSource.asRoot(YamlNodes.read(root.path("base").orElseThrow()))
        : ConfigSource.asRoot(node.get());
  }

  private static List<SweepAxis> grid(Section root) {
    List<SweepAxis> axes = new ArrayList<>();
    root.node("grid").ifPresent(node -> requireMapping("grid", node));
    if (root.node("grid").orElse(null) instanceof Mapping grid) {
      grid.values()
          .forEach((key, values) -> axes.add(SweepAxis.of(key, grid.keys().get(key), values)));
    }
    return axes;
  }

  private static List<SweepAxis> zips(Section root) {
    return items(root, "zip").stream().map(SweepAxis::zipped).toList();
  }

  /** The mappings of a list, or the only one. */
  private static List<Mapping> items(Section root, String key) {
    Optional<Node> node = root.node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    List<Node> items = node.get() instanceof Sequence list ? list.items() : List.of(node.get());
    items.forEach(item -> requireMapping(key, item));
    return items.stream().map(Mapping.class::cast).toList();
  }

  private static void requireMapping(String key, Node node) {
    if (!(node instanceof Mapping)) {
      throw new ConfigException(
          node.origin().at(key) + "expected keys and values, got " + node.shown());
    }
  }

  private static void requireOnce(List<SweepAxis> axes) {
    Set<String> keys = new LinkedHashSet<>();
    for (SweepAxis axis : axes) {
      axis.keys()
          .forEach(
              (key, place) -> {
                if (!keys.add(key)) {
                  throw new ConfigException(place.at(key) + "expected every key to vary once");
                }
              });
    }
  }

  /**
   * Each exclusion as key → values; a point that has one of the values of every key is left out.
   */
  private static List<Map<String, Set<String>>> exclusions(Section root, List<SweepAxis> axes) {
    Map<String, Set<String>> varied = new LinkedHashMap<>();
    for (SweepAxis axis : axes) {
      int column = 0;
      for (String key : axis.keys().keySet()) {
        int k = column++;
        Set<String> all = new LinkedHashSet<>();
        axis.steps().forEach(step -> all.add(step.get(k).compact()));
        varied.put(key, all);
      }
    }
    List<Map<String, Set<String>>> exclusions = new ArrayList<>();
    for (Mapping item : items(root, "exclude")) {
      Map<String, Set<String>> one = new LinkedHashMap<>();
      item.values().forEach((key, node) -> one.put(key, excluded(item, key, node, varied)));
      exclusions.add(one);
    }
    return exclusions;
  }

  private static Set<String> excluded(
      Mapping item, String key, Node node, Map<String, Set<String>> varied) {
    Set<String> known = varied.get(key);
    if (known == null) {
      throw new ConfigException(
          item.keys().get(key).at("exclude")
              + ("expected a key that varies (" + Excerpt.of(String.join(", ", varied.keySet())))
              + ("), got '" + Scalar.shortened(key) + "'"));
    }
    Set<String> values = new LinkedHashSet<>();
    for (Node value : node instanceof Sequence list ? list.items() : List.of(node)) {
      if (!known.contains(value.compact())) {
        throw new ConfigException(
            value.origin().at("exclude." + key)
                + ("expected a value that it takes (" + Excerpt.of(String.join(", ", known)))
                + ("), got " + value.shown()));
      }
      values.add(value.compact());
    }
    return values;
  }

  /** The axis as the options leave it. */
  private SweepAxis overridden(SweepAxis axis) {
    for (String key : axis.keys().keySet()) {
      Node value = given.setByOption(key);
      if (value != null && axis.keys().size() > 1) {
        throw new ConfigException(
            (value.origin().at(key) + key + " varies in step with other keys at ")
                + (axis.keys().get(key).where() + ": change the file"));
      }
      if (value != null) {
        return SweepAxis.of(key, value.origin(), value);
      }
    }
    return axis;
  }

  private List<SweepPoint> points(
      Node file, Mapping base, List<SweepAxis> axes, List<Map<String, Set<String>>> excluded) {
    long all = 1;
    for (SweepAxis axis : axes) {
      all = Math.min(Integer.MAX_VALUE, all * axis.steps().size());
    }
    if (all > MOST_POINTS) {
      throw new ConfigException(
          (file.origin().at("") + "expected at most " + MOST_POINTS)
              + (" points, got " + (all < Integer.MAX_VALUE ? all : "far more")));
    }
    List<String> keys = axes.stream().flatMap(axis -> axis.keys().keySet().stream()).toList();
    SweepNames names = new SweepNames(keys);
    SweepPoints points = new SweepPoints(names);
    for (int index = 0; index < all; index++) {
      Map<String, Node> nodes = new LinkedHashMap<>();
      Map<String, Origin> places = new LinkedHashMap<>();
      choose(axes, index, nodes, places);
      Map<String, String> values = new LinkedHashMap<>();
      nodes.forEach((key, node) -> values.put(key, node.compact()));
      if (excluded.stream().noneMatch(one -> matches(one, values))) {
        points.add(values, nodes, places, config(base, nodes, places));
      }
    }
    if (points.list().isEmpty()) {
      throw new ConfigException(file.origin().at("exclude") + "expected a point that is left");
    }
    return points.list();
  }

  /** The point of this number, the last axis fastest. */
  private static void choose(
      List<SweepAxis> axes, int index, Map<String, Node> nodes, Map<String, Origin> places) {
    int above = 1;
    for (SweepAxis axis : axes) {
      above *= axis.steps().size();
    }
    for (SweepAxis axis : axes) {
      above /= axis.steps().size();
      List<Node> step = axis.steps().get(Math.floorMod(index / above, axis.steps().size()));
      int column = 0;
      for (Map.Entry<String, Origin> key : axis.keys().entrySet()) {
        nodes.put(key.getKey(), step.get(column++));
        places.put(key.getKey(), key.getValue());
      }
    }
  }

  private static boolean matches(Map<String, Set<String>> exclusion, Map<String, String> values) {
    return exclusion.entrySet().stream()
        .allMatch(e -> e.getValue().contains(values.get(e.getKey())));
  }

  /** Base, then the values, sections before their parts, then the options. */
  private ExperimentConfig config(
      Mapping base, Map<String, Node> values, Map<String, Origin> places) {
    ConfigSource source = ConfigSource.startingFrom(base);
    values.entrySet().stream()
        .sorted((a, b) -> Integer.compare(depth(a.getKey()), depth(b.getKey())))
        .forEach(e -> source.assign(e.getKey(), e.getValue(), places.get(e.getKey())));
    return reapplied(source, values).config();
  }

  private static int depth(String key) {
    return key.split("\\.", -1).length;
  }

  /** Options that list the values of a varying key have made the axis; the rest are set. */
  private ConfigSource reapplied(ConfigSource source, Map<String, Node> values) {
    ConfigSource result = options.apply(source);
    values.forEach(
        (key, node) -> {
          Node set = given.setByOption(key);
          if (set != null) {
            result.assign(key, node, set.origin());
          }
        });
    return result;
  }
}
