package org.ntkasymptotics.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.config.Node.Sequence;

/**
 * A mapping being read: typed values, each refused with its place. Keys that nobody asked for are
 * unknown, which {@link #finish()} says.
 */
final class Section {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?");

  private static final Pattern TIME = Pattern.compile("(.*?) ?([smhd]?)");
  private static final Map<String, Double> UNITS =
      Map.of("", 1.0, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86400.0);

  private final Mapping mapping;
  private final String path;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(Mapping mapping, String path) {
    this.mapping = mapping;
    this.path = path;
  }

  /** Reads a node as a mapping; nothing written counts as an empty one. */
  static Section of(Node node, String path) {
    if (node instanceof Mapping mapping) {
      return new Section(mapping, path);
    }
    if (node instanceof Scalar scalar && scalar.isNull()) {
      return new Section(Mapping.empty(node.origin()), path);
    }
    throw new ConfigException(node.origin().at(path) + "expected a mapping, got " + node.shown());
  }

  /** Whether a text is a decimal number, as this reader takes it. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  boolean isEmpty() {
    return mapping.values().isEmpty();
  }

  /** The full name of a key. */
  String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  ConfigException refuse(String key, String expected, Node got) {
    return new ConfigException(
        got.origin().at(name(key)) + "expected " + expected + ", got " + got.shown());
  }

  /** What to say about a key that is written with nothing behind it. */
  ConfigException missing(String key, String expected) {
    Origin origin = mapping.keys().getOrDefault(key, mapping.origin());
    return new ConfigException(origin.at(name(key)) + "expected " + expected + ", got nothing");
  }

  /** What to say about a section that this kind of experiment does not use. */
  ConfigException unused(String key, String kind) {
    return new ConfigException(
        mapping.keys().get(key).at(name(key)) + "not used by experiment: " + kind + ", remove it");
  }

  /** The value of a key; empty if absent or written as nothing. */
  Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.values().get(key)).filter(n -> !n.isNothing());
  }

  /** Whether a key is written, be it with nothing behind it. */
  boolean has(String key) {
    known.add(key);
    return mapping.values().containsKey(key);
  }

  /** The mapping behind a key, an empty one if absent. */
  Section section(String key) {
    return node(key)
        .map(n -> of(n, name(key)))
        .orElseGet(() -> new Section(Mapping.empty(mapping.origin()), name(key)));
  }

  /** Which one of several keys that exclude each other is there. */
  Optional<String> oneOf(String... keys) {
    List<String> there = new ArrayList<>();
    for (String key : keys) {
      if (has(key)) {
        there.add(key);
      }
    }
    if (there.size() > 1) {
      throw new ConfigException(
          mapping.keys().get(there.get(1)).at(path)
              + "expected one of "
              + String.join(", ", keys)
              + ", got "
              + String.join(" and ", there));
    }
    return there.stream().findFirst();
  }

  Optional<String> text(String key) {
    return node(key)
        .map(
            n -> {
              if (n instanceof Scalar scalar) {
                return scalar.text();
              }
              throw refuse(key, "a text", n);
            });
  }

  /** One of several words. */
  String word(String key, Collection<String> words, String otherwise) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (node.get() instanceof Scalar scalar && words.contains(scalar.text())) {
      return scalar.text();
    }
    throw refuse(key, String.join(" | ", words), node.get());
  }

  boolean flag(String key, boolean otherwise) {
    return word(key, List.of("true", "false"), String.valueOf(otherwise)).equals("true");
  }

  int integer(String key, int minimum, int otherwise) {
    return (int) integer(key, minimum, Integer.MAX_VALUE, otherwise);
  }

  long integer(String key, long minimum, long maximum, long otherwise) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    String rule =
        maximum >= Integer.MAX_VALUE
            ? (minimum == Long.MIN_VALUE
                ? "a whole number"
                : "a whole number of at least " + minimum)
            : "a whole number from " + minimum + " to " + maximum;
    if (node.get() instanceof Scalar scalar && isNumber(scalar.text())) {
      try {
        long value = new BigDecimal(scalar.text()).longValueExact();
        if (value >= minimum && value <= maximum) {
          return value;
        }
        if (value > maximum) {
          rule += " and at most " + maximum;
        }
      } catch (ArithmeticException e) {
        throw new ConfigException(refuse(key, rule, node.get()).getMessage(), e);
      }
    }
    throw refuse(key, rule, node.get());
  }

  double number(String key, double otherwise) {
    return number(key).orElse(otherwise);
  }

  Optional<Double> number(String key) {
    return node(key).map(n -> number(key, n));
  }

  /** A number, or a list of them. */
  List<Double> numbers(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof Sequence sequence) {
      return sequence.items().stream().map(n -> number(key, n)).toList();
    }
    return List.of(number(key, node.get()));
  }

  private double number(String key, Node node) {
    if (node instanceof Scalar scalar) {
      if (isNumber(scalar.text())) {
        double value = Double.parseDouble(scalar.text());
        if (!Double.isInfinite(value)) {
          return value;
        }
      } else if (isNumber(scalar.text().replace(',', '.'))) {
        throw refuse(key, "a number with a decimal point", node);
      }
      if (Set.of("nan", ".nan", "inf", ".inf", "-inf", "-.inf", "infinity", "-infinity")
          .contains(scalar.text().toLowerCase(Locale.ROOT))) {
        throw refuse(key, "a finite number", node);
      }
    }
    throw refuse(key, "a number", node);
  }

  /** A time in seconds, or with a unit: 90s, 30m, 2h, 1d. */
  double seconds(String key, double otherwise) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    if (node.get() instanceof Scalar scalar) {
      Matcher time = TIME.matcher(scalar.text());
      if (time.matches() && isNumber(time.group(1))) {
        double seconds = Double.parseDouble(time.group(1)) * UNITS.get(time.group(2));
        if (seconds >= 0 && !Double.isInfinite(seconds)) {
          return seconds;
        }
      }
    }
    throw refuse(key, "a time such as 90s, 30m or 2h (0 for no limit)", node.get());
  }

  /** A path, absolute; a relative one is meant from where it was written. */
  Optional<Path> path(String key) {
    return node(key)
        .map(
            n -> {
              try {
                if (n instanceof Scalar scalar && !scalar.text().isEmpty()) {
                  return n.origin().base().resolve(scalar.text()).normalize();
                }
              } catch (InvalidPathException e) {
                throw new ConfigException(refuse(key, "a path", n).getMessage(), e);
              }
              throw refuse(key, "a path", n);
            });
  }

  /** Builds a station's specification; what it refuses gets the place of the key it names. */
  <T> T build(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(placed(e.getMessage()), e);
    }
  }

  private String placed(String message) {
    for (var entry : mapping.values().entrySet()) {
      String key = entry.getKey();
      boolean named = message.startsWith(key + " ");
      if (named || (key.equals("d") && message.startsWith("dimension "))) {
        String rule = message.substring(message.indexOf(' ') + 1);
        Origin origin = entry.getValue().origin();
        String start = origin.at(name(key));
        return start.equals(origin.where() + ": ") ? start + message : start + rule;
      }
    }
    return mapping.origin().at(path) + message;
  }

  /** Refuses what nobody asked for. */
  void finish() {
    for (String key : mapping.values().keySet()) {
      if (!known.contains(key)) {
        throw unknown(key);
      }
    }
  }

  private ConfigException unknown(String key) {
    String shown = Scalar.shortened(key);
    Optional<String> nearest = NearestWord.to(key, known);
    return new ConfigException(
        mapping.keys().get(key).at(path)
            + "unknown key '"
            + shown
            + "', "
            + nearest
                .map(n -> "did you mean '" + n + "'?")
                .orElse("expected one of " + String.join(", ", known)));
  }
}
