package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters that a sweep varies, as its tables and plots call them. Kernels and targets such
 * as {@code power-ntk:q=1.5} are taken apart, into {@code kernel} and {@code kernel.q}.
 */
final class SweepParameters {
  private static final String PART = "[a-z][a-z-]*(?:=[^=:,\\s]*)?";
  private static final Pattern COMPACT =
      Pattern.compile("([a-z][a-z-]*):(" + PART + "(?:," + PART + ")*)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?");

  private static final Map<String, String> SYMBOLS =
      Map.of(
          "data.samples", "M",
          "data.mixture.d", "d",
          "data.uniform.d", "d",
          "training.width", "N",
          "kernel.sigma-w", "σ_w",
          "kernel.sigma-b", "σ_b",
          "kernel.hidden", "hidden layers");

  private final Map<String, Set<String>> values = new LinkedHashMap<>();
  private final Set<String> optional = new LinkedHashSet<>();

  /** Those of some points' values. */
  SweepParameters(Collection<Map<String, String>> points) {
    for (Map<String, String> point : points) {
      point.forEach(
          (key, value) -> values.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value));
    }
    for (Map<String, String> point : points) {
      values.keySet().stream().filter(key -> !point.containsKey(key)).forEach(optional::add);
    }
  }

  /** Keys and values of a point, compact values taken apart. */
  static Map<String, String> apart(Map<String, String> point) {
    Map<String, String> parts = new LinkedHashMap<>();
    point.forEach(
        (key, value) -> {
          String name = key.replaceFirst("\\.name$", "");
          Matcher compact = COMPACT.matcher(value);
          if (!compact.matches() || !key.matches("kernel(\\.name)?|target")) {
            parts.put(name, value);
            return;
          }
          parts.put(name, compact.group(1));
          for (String part : compact.group(2).split(",", -1)) {
            String[] pair = part.split("=", 2);
            parts.put(name + "." + pair[0], pair[pair.length - 1]);
          }
        });
    return parts;
  }

  /** All keys. */
  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** The keys that do not have the same value everywhere. */
  List<String> varied() {
    return values.keySet().stream()
        .filter(key -> values.get(key).size() > 1 || optional.contains(key))
        .toList();
  }

  /** The varied keys with at least two numbers among their values, but the seed. */
  List<String> numeric() {
    return varied().stream()
        .filter(key -> !key.equals(SweepRow.SEED))
        .filter(key -> values.get(key).stream().filter(SweepParameters::isNumber).count() > 1)
        .toList();
  }

  static boolean isNumber(String text) {
    return text != null && text.length() < 40 && NUMBER.matcher(text).matches();
  }

  /** A key in labels: a letter where there is one, else its last part, if that is enough. */
  String name(String key) {
    String symbol = symbol(key);
    boolean shared = values.keySet().stream().filter(k -> symbol(k).equals(symbol)).count() > 1;
    return shared ? key : symbol;
  }

  private static String symbol(String key) {
    return SYMBOLS.getOrDefault(key, key.substring(key.lastIndexOf('.') + 1));
  }

  /** The varied values of a setting as a label, "relu-ntk, d = 2", without the keys given. */
  String label(Map<String, String> setting, Set<String> without) {
    List<String> parts = new ArrayList<>();
    for (String key : varied()) {
      String value = setting.get(key);
      if (value != null && !without.contains(key)) {
        parts.add(isNumber(value) ? name(key) + " = " + value : value);
      }
    }
    return String.join(", ", parts);
  }
}
