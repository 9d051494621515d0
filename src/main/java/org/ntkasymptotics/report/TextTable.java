package org.ntkasymptotics.report;

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
  }
}
