package org.ntkasymptotics.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One plot, as data.
 *
 * @param id names its files: lower-case letters, digits and dashes
 * @param title above it
 * @param xLabel under the horizontal axis
 * @param yLabel beside the vertical axis
 * @param logX whether x is logarithmic
 * @param logY whether y is logarithmic
 * @param curves in the order they are drawn
 * @param caption one or two sentences that say what is seen
 */
public record Chart(
    String id,
    String title,
    String xLabel,
    String yLabel,
    boolean logX,
    boolean logY,
    List<Curve> curves,
    String caption) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /**
   * Checks the id and copies the list.
   *
   * @throws IllegalArgumentException if the id cannot name a file
   */
  public Chart {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "chart id '" + id + "' cannot name a file: use lower-case letters, digits and dashes");
    }
    curves = List.copyOf(curves);
  }

  /** A chart with both axes logarithmic. */
  public static Chart logLog(
      String id, String title, String xLabel, String yLabel, List<Curve> curves, String caption) {
    return new Chart(id, title, xLabel, yLabel, true, true, curves, caption);
  }

  /** The same chart with other curves. */
  public Chart withCurves(List<Curve> others) {
    return new Chart(id, title, xLabel, yLabel, logX, logY, others, caption);
  }

  /** The same chart, every curve thinned to at most {@code limit} points. */
  public Chart thinned(int limit) {
    return withCurves(curves.stream().map(c -> Thinning.of(c, logX, logY, limit)).toList());
  }
}
