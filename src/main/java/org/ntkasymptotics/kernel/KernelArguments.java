package org.ntkasymptotics.kernel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ntkasymptotics.host.Excerpt;

/** What stands in "name:key=value,key=value": read key by key, so that unknown keys are found. */
public final class KernelArguments {
  private final String name;
  private final String text;
  private final Set<String> asked = new TreeSet<>();
  private boolean taken;

  private KernelArguments(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** What is wrong with the text, without how it should be. */
  static final class UnusableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnusableException(String message) {
      super(message);
    }
  }

  /** Splits at the first colon. */
  static KernelArguments from(String spec) {
    int colon = spec.indexOf(':');
    return colon < 0
        ? new KernelArguments(spec.strip(), "")
        : new KernelArguments(spec.substring(0, colon).strip(), spec.substring(colon + 1).strip());
  }

  /** What stands before the colon. */
  public String name() {
    return name;
  }

  /** A finite number that must be said. */
  public double number(String key) {
    return number(key, Double.NaN);
  }

  /** A finite number; {@code otherwise} if it is not said, NaN if it must be. */
  public double number(String key, double otherwise) {
    asked.add(key);
    String value = values().get(key);
    if (value == null) {
      if (Double.isNaN(otherwise)) {
        throw unusable("needs " + key + "=NUMBER");
      }
      return otherwise;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number that is not finite is.
    }
    throw unusable("needs a finite number as " + key + ", got " + quoted(value));
  }

  /** A whole number that must be said. */
  public int integer(String key) {
    double number = number(key);
    if (number != Math.rint(number) || Math.abs(number) > 1e9) {
      throw unusable("needs a whole number as " + key + ", got " + number);
    }
    return (int) number;
  }

  /** All that stands behind the name, as a path. */
  Path path() {
    taken = true;
    if (text.isEmpty()) {
      throw unusable("needs the path of a file behind its name");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw unusable("needs the path of a file behind its name, got " + quoted(text));
    }
  }

  /** Refuses what nobody asked for. */
  void finish() {
    if (taken) {
      return;
    }
    for (String key : values().keySet()) {
      if (!asked.contains(key)) {
        throw unusable(
            asked.isEmpty()
                ? "takes no parameters, got " + quoted(key)
                : "takes " + String.join(", ", asked) + ", got " + quoted(key));
      }
    }
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return values;
    }
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw unusable("takes key=value,key=value behind its name, got " + quoted(text));
      }
      String key = part.substring(0, equals).strip();
      if (values.put(key, part.substring(equals + 1).strip()) != null) {
        throw unusable("takes every key once, got " + quoted(key) + " again");
      }
    }
    return values;
  }

  private static String quoted(String given) {
    return "'" + Excerpt.of(given) + "'";
  }

  private UnusableException unusable(String rest) {
    return new UnusableException("kernel " + name + " " + rest);
  }
}
