package org.ntkasymptotics.linalg;

import java.util.Objects;

/**
 * A dense matrix of doubles stored row after row: entry (i, j) at {@code i * columns + j}.
 *
 * <p>Used for points (M, d), one point a row, and for bundles of vectors, one vector a row. The
 * backing array is shared, not copied: whoever makes a matrix from an array hands the array over.
 */
public final class RowMatrix {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int rows;
  private final int columns;
  private final double[] values;

  /**
   * Wraps {@code values}, of length {@code rows * columns}, row-major.
   *
   * @throws IllegalArgumentException if the length does not match
   */
  public RowMatrix(int rows, int columns, double[] values) {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "a " + rows + " x " + columns + " matrix cannot have " + values.length + " values");
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /**
   * rows · columns, if one Java array can hold as many values.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public static int requireSize(long rows, long columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("a matrix cannot be " + rows + " x " + columns);
    }
    if (columns > 0 && rows > LONGEST_ARRAY / columns) {
      throw new IllegalArgumentException(
          "a "
              + rows
              + " x "
              + columns
              + " matrix does not fit into one array: with "
              + columns
              + " columns at most "
              + LONGEST_ARRAY / columns
              + " rows do");
    }
    return (int) (rows * columns);
  }

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if it would have more values than one Java array holds
   */
  public static RowMatrix zeros(int rows, int columns) {
    return new RowMatrix(rows, columns, new double[requireSize(rows, columns)]);
  }

  /** A matrix whose rows are copies of the given ones; at least one, all of the same length. */
  public static RowMatrix of(double[]... rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("a matrix made of rows needs at least one");
    }
    RowMatrix m = zeros(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != m.columns) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " values, row 0 has " + m.columns);
      }
      System.arraycopy(rows[i], 0, m.values, i * m.columns, m.columns);
    }
    return m;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Entry (i, j). */
  public double get(int i, int j) {
    return values[i * columns + j];
  }

  /** Sets entry (i, j). */
  public void set(int i, int j, double value) {
    values[i * columns + j] = value;
  }

  /** A copy of row i. */
  public double[] row(int i) {
    double[] row = new double[columns];
    System.arraycopy(values, i * columns, row, 0, columns);
    return row;
  }

  /** The backing array itself, row-major; changes to it change the matrix. */
  public double[] array() {
    return values;
  }

  /** The rows with the given indices, in that order, copied. */
  public RowMatrix selectRows(int[] indices) {
    RowMatrix m = zeros(indices.length, columns);
    for (int i = 0; i < indices.length; i++) {
      Objects.checkIndex(indices[i], rows);
      System.arraycopy(values, indices[i] * columns, m.values, i * columns, columns);
    }
    return m;
  }
}
