package org.ntkasymptotics.report;

import java.util.List;

/**
 * Charts side by side under one heading, such as the panels of a figure.
 *
 * @param heading of the section; may be empty
 * @param text a paragraph under the heading; may be empty
 * @param charts left to right
 */
public record ChartRow(String heading, String text, List<Chart> charts) {

  /** Copies the list. */
  public ChartRow {
    charts = List.copyOf(charts);
  }
}
