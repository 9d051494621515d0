package org.ntkasymptotics.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The laws of one case, such as d = 2 with a ball target.
 *
 * @param name of the case
 * @param laws in the order they are shown
 * @param numbers further numbers by name, such as samples or the error of Σ c²; order kept
 */
public record CaseResult(String name, List<LawResult> laws, Map<String, Double> numbers) {

  /** Copies. */
  public CaseResult {
    laws = List.copyOf(laws);
    numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** A case without further numbers. */
  public CaseResult(String name, List<LawResult> laws) {
    this(name, laws, Map.of());
  }
}
