package org.ntkasymptotics.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One experiment of a sweep.
 *
 * @param name of its run directory, made from the varied values
 * @param values the varied keys with their values as the command line would say them
 * @param places where those values are written, "FILE:line:column" or the option
 * @param config the experiment
 */
public record SweepPoint(
    String name, Map<String, String> values, Map<String, String> places, ExperimentConfig config) {

  /** Copies, keeping the order. */
  public SweepPoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
  }

  /** What the user calls a key of the configuration: its place too, if the sweep varies it. */
  public String nameOf(String key) {
    return places.entrySet().stream()
        .filter(e -> isWithin(e.getKey(), key) || isWithin(key, e.getKey()))
        .findFirst()
        .map(e -> e.getValue() + ": " + key)
        .orElse(key);
  }

  private static boolean isWithin(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + ".");
  }
}
