package org.ntkasymptotics.linalg;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tables of numbers as text.
 *
 * <p>Read: values separated by comma, semicolon, tab or blanks (whichever the first row uses);
 * lines that start with # and empty lines are skipped; the first row may be names. Every value must
 * be a finite decimal number and every row as long as the first. Written: commas, each number with
 * the digits that read back as the same double.
 */
public final class CsvFile {
  private CsvFile() {}

  /**
   * What a file holds.
   *
   * @param names of the columns; empty if the file gives none
   * @param values (rows, columns)
   */
  public record Table(List<String> names, RowMatrix values) {

    public Table {
      names = List.copyOf(names);
    }

    /** Column j, copied. */
    public double[] column(int j) {
      double[] column = new double[values.rows()];
      for (int i = 0; i < column.length; i++) {
        column[i] = values.get(i, j);
      }
      return column;
    }
  }

  /**
   * Reads a table.
   *
   * @throws InvalidDataException if the file cannot be used; the message says file:line:column
   */
  public static Table read(Path path) {
    return new CsvParser(path).parse(Integer.MAX_VALUE);
  }

  /** Columns, from the first row of numbers. */
  static int columns(Path path) {
    return new CsvParser(path).parse(1).values().columns();
  }

  /** Writes columns of equal length under their names. */
  public static void write(Path path, List<String> names, double[]... columns) throws IOException {
    int rows = columns.length == 0 ? 0 : columns[0].length;
    for (double[] column : columns) {
      if (column.length != rows || names.size() != columns.length) {
        throw new IllegalArgumentException(
            "a table needs one name a column and columns of equal length");
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      out.append(String.join(",", names)).append('\n');
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns.length; j++) {
          out.append(j == 0 ? "" : ",").append(Double.toString(columns[j][i]));
        }
        out.append('\n');
      }
    }
  }

  /** Writes a matrix, one row a line, without names. */
  public static void write(Path path, RowMatrix matrix) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      for (int i = 0; i < matrix.rows(); i++) {
        for (int j = 0; j < matrix.columns(); j++) {
          out.append(j == 0 ? "" : ",").append(Double.toString(matrix.get(i, j)));
        }
        out.append('\n');
      }
    }
  }
}
