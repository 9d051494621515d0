package org.ntkasymptotics.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A finished run and the values of the parameters that vary among its like.
 *
 * @param run as read
 * @param values texts by key, in the order of the grid
 */
record VariedRun(FinishedRun run, Map<String, String> values) {

  /** Copies, keeping the order. */
  VariedRun {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
