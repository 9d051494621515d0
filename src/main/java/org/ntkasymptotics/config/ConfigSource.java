package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.config.Node.Sequence;

/**
 * An experiment as written: a file, or nothing, and then options that override it. All of it goes
 * through one reader, so a value is judged alike wherever it stands, and what is wrong is said with
 * its place: file, line and column, or the option.
 */
public final class ConfigSource {
  /** Keys that exclude each other: setting one takes the others away. */
  private static final List<Set<String>> ALTERNATIVES =
      List.of(
          Set.of("data.mixture", "data.uniform", "data.points", "data.mnist"),
          Set.of("training.steps", "training.time"),
          Set.of("training.step-size", "training.step-fraction"),
          Set.of("target.ball", "target.gp", "target.file", "target.label"));

  private final Mapping root;

  private ConfigSource(Mapping root) {
    this.root = root;
  }

  /** Nothing but the kind: everything at its default. */
  public static ConfigSource of(ExperimentKind kind) {
    ConfigSource source = new ConfigSource(Mapping.empty(option("options", "")));
    return source.with("experiment", kind.word(), "experiment");
  }

  /**
   * An experiment file.
   *
   * @throws ConfigException if it is not there, not YAML, or not a mapping
   */
  public static ConfigSource from(Path file) {
    return new ConfigSource(asRoot(YamlNodes.read(file)));
  }

  /** A description as far as it is written, taken over: setting values does not change it. */
  static ConfigSource startingFrom(Mapping written) {
    return new ConfigSource(written.copy());
  }

  /** An experiment from text, {@code label} standing for the file's name in messages. */
  public static ConfigSource parse(String text, String label) {
    return new ConfigSource(asRoot(YamlNodes.text(text, label)));
  }

  /**
   * Overrides a value by "key=value", the value in YAML, as {@code --set} takes it.
   *
   * @throws ConfigException if it has not that form
   */
  public ConfigSource set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(
          "--set: expected key=value, got '" + Scalar.shortened(assignment) + "'");
    }
    String key = assignment.substring(0, equals).strip();
    String shown = "--set " + Scalar.shortened(key);
    Origin origin = option(shown, key);
    put(key, YamlNodes.value(assignment.substring(equals + 1), origin), origin);
    return this;
  }

  /**
   * Overrides a value by an option's.
   *
   * @param key such as "data.samples"
   * @param value as written, taken literally
   * @param option its name, for messages
   */
  public ConfigSource with(String key, String value, String option) {
    Origin origin = option(option, key);
    put(key, new Scalar(value, false, origin), origin);
    return this;
  }

  /** Adds a value to the list that the options so far have made of a key, or starts it. */
  public ConfigSource add(String key, String value, String option) {
    Origin origin = option(option, key);
    List<Node> items = new ArrayList<>();
    if (value(key) instanceof Sequence list && !list.origin().root().isEmpty()) {
      items.addAll(list.items());
    }
    items.add(new Scalar(value, false, origin));
    put(key, new Sequence(items, origin), origin);
    return this;
  }

  /**
   * Reads it all.
   *
   * @throws ConfigException at the first thing that is wrong
   */
  public ExperimentConfig config() {
    return ConfigReader.read(Section.of(root, ""));
  }

  /** Overrides a value by one that is written elsewhere, its key at {@code place}. */
  ConfigSource assign(String key, Node value, Origin place) {
    put(key, value.copy(), place);
    return this;
  }

  /** What an option has set a key itself to, not a part of it; null if none has. */
  Node setByOption(String key) {
    Node value = value(key);
    return value != null && value.origin().root().equals(key) ? value : null;
  }

  private static Origin option(String name, String key) {
    return new Origin(name, key, Path.of("").toAbsolutePath());
  }

  private void put(String key, Node value, Origin origin) {
    String[] steps = key.split("\\.", -1);
    if (steps.length > YamlNodes.DEEPEST) {
      throw new ConfigException(
          origin.where() + ": expected at most " + YamlNodes.DEEPEST + " levels of nesting");
    }
    Mapping mapping = root;
    String path = "";
    for (int i = 0; i < steps.length; i++) {
      path = i == 0 ? steps[i] : path + "." + steps[i];
      dropAlternatives(mapping, path, steps[i]);
      if (i < steps.length - 1) {
        mapping = below(mapping, steps[i], origin);
      }
    }
    mapping.put(steps[steps.length - 1], origin, value);
  }

  /** What stands behind a key such as "fit.index-window"; null if nothing does. */
  private Node value(String key) {
    Node node = root;
    for (String step : key.split("\\.", -1)) {
      node = node instanceof Mapping mapping ? mapping.values().get(step) : null;
    }
    return node;
  }

  private static void dropAlternatives(Mapping mapping, String path, String chosen) {
    for (Set<String> group : ALTERNATIVES) {
      if (group.contains(path)) {
        for (String alternative : group) {
          String key = alternative.substring(alternative.indexOf('.') + 1);
          if (!key.equals(chosen)) {
            mapping.remove(key);
          }
        }
      }
    }
  }

  private static Mapping below(Mapping mapping, String step, Origin origin) {
    Node child = mapping.values().get(step);
    if (child instanceof Mapping below) {
      return below;
    }
    if (child instanceof Sequence) {
      throw new ConfigException(
          origin.where() + ": '" + step + "' is a list, set it as a whole: " + step + "=[…]");
    }
    Mapping fresh =
        child instanceof Scalar text && !text.isNull()
            ? expanded(step, text)
            : Mapping.empty(origin);
    mapping.put(step, origin, fresh);
    return fresh;
  }

  /** A section in short form, so that one of its keys can be set. */
  private static Mapping expanded(String section, Scalar text) {
    return switch (section) {
      case "kernel" -> KernelSection.asMapping(text);
      case "target" -> TargetSection.expanded(text);
      case "mixture" -> CompactForm.parameters(text);
      case "uniform" -> DataSection.shape(text);
      case "mnist" -> MnistSection.asMapping(text);
      case "pixels" -> CompactForm.parameters(text);
      default ->
          throw new ConfigException(
              text.origin().at(section) + "expected a mapping, got " + text.shown());
    };
  }

  static Mapping asRoot(Node node) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    if (node instanceof Scalar scalar && scalar.isNull()) {
      return Mapping.empty(node.origin());
    }
    throw new ConfigException(
        node.origin().at("") + "expected keys and values, got " + node.shown());
  }
}
