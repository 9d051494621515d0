package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a page.
 *
 * @param heading above it
 * @param caption what its numbers are
 * @param columns their names
 * @param rows of as many cells as there are columns
 */
public record TextTable(
    String heading, String caption, List<String> columns, List<List<Cell>> rows) {

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if a row has another number of cells
   */
  public TextTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of '" + heading + "' has " + row.size() + " cells for " + columns.size());
      }
    }
  }

  /** The table for a terminal: heading, columns aligned, links left out. */
  public List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns);
    rows.forEach(row -> all.add(row.stream().map(Cell::text).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> row : all) {
      for (int k = 0; k < widths.length; k++) {
        widths[k] = Math.max(widths[k], length(row.get(k)));
      }
    }
    List<String> lines = new ArrayList<>(List.of("", heading));
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < widths.length; k++) {
        line.append(row.get(k)).append(" ".repeat(widths[k] + 2 - length(row.get(k))));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * A cell.
   *
   * @param text as shown
   * @param link address of another file, relative to the page; empty for none
   */
  public record Cell(String text, String link) {
    /** Text alone. */
    public static Cell of(String text) {
      return new Cell(text, "");
    }

    /** A number with half of its 95 % interval, to the digits that mean something. */
    public static Cell of(Measured number) {
      return of(NumberText.plusMinus(number));
    }
  }
}
