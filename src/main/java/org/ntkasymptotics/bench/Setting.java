package org.ntkasymptotics.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is measured.
 *
 * @param operation what
 * @param machine "cpu" or "cuda"
 * @param values its parameters by name: m, and where they matter d, n, hidden, kernel, way
 */
public record Setting(Operation operation, String machine, Map<String, String> values) {
  /** The kernel where none is asked for. */
  static final String KERNEL = "relu-ntk";

  private static final Pattern LAYERS = Pattern.compile("deep-relu-ntk:hidden=(\\d{1,3})");

  /** Copies, keeping the order. */
  public Setting {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** M. */
  public int points() {
    return number("m", 0);
  }

  /** d; 2 where nothing is said. */
  public int dimension() {
    return number("d", 2);
  }

  /** N; 0 where there is none. */
  public int width() {
    return number("n", 0);
  }

  /** Hidden layers of the network, or of those whose kernel it is; 1 where nothing is said. */
  public int hidden() {
    Matcher layers = LAYERS.matcher(kernel());
    return layers.matches() ? Integer.parseInt(layers.group(1)) : number("hidden", 1);
  }

  /** The kernel. */
  public String kernel() {
    return values.getOrDefault("kernel", KERNEL);
  }

  private int number(String key, int otherwise) {
    return values.containsKey(key) ? Integer.parseInt(values.get(key)) : otherwise;
  }

  /** For people: {@code gram on cpu, M = 1000, d = 2}. */
  public String text() {
    return operation.word() + (operation.isOnBackends() ? " on " + machine : "") + ", " + size();
  }

  /** The parameters alone: {@code M = 1000, d = 2}. */
  public String size() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (key, value) -> {
          if (!(key.equals("kernel") && value.equals(KERNEL))) {
            String name =
                key.equals("m") || key.equals("n") ? key.toUpperCase(java.util.Locale.ROOT) : key;
            text.append(text.isEmpty() ? "" : ", ").append(name).append(" = ").append(value);
          }
        });
    return text.toString();
  }

  /** The same with another value of a parameter. */
  Setting with(String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new Setting(operation, machine, changed);
  }

  /** All but one parameter: settings that differ in it alone have the same. */
  Map<String, String> without(String key) {
    Map<String, String> rest = new LinkedHashMap<>(values);
    rest.remove(key);
    return rest;
  }
}
