package org.ntkasymptotics.linalg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.ntkasymptotics.host.FileFailure;

/** Arrays from a file whose name says the format: {@link NpyFile} or {@link CsvFile}. */
public final class ArrayFile {
  private ArrayFile() {}

  /**
   * The rows of a .npy or .csv file; a vector is one column.
   *
   * @throws InvalidDataException if the file is not there, not of its format, or has NaN or
   *     infinite values
   */
  public static RowMatrix readMatrix(Path path) {
    return isNpy(path) ? NpyFile.read(path) : CsvFile.read(path).values();
  }

  /**
   * The values of a .npy or .csv file that is a vector, a single column or a single row.
   *
   * @throws InvalidDataException as {@link #readMatrix}, or if there are several rows and columns
   */
  public static double[] readVector(Path path) {
    RowMatrix m = readMatrix(path);
    if (m.rows() != 1 && m.columns() != 1) {
      throw new InvalidDataException(
          (path + ": a vector needs a single column or row, has " + m.rows())
              + (" rows and " + m.columns() + " columns"));
    }
    return m.array();
  }

  /** Columns of a .npy or .csv file, found from its beginning. */
  public static int columns(Path path) {
    return isNpy(path) ? NpyFile.columns(path) : CsvFile.columns(path);
  }

  private static boolean isNpy(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return true;
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
      return false;
    }
    throw new InvalidDataException(
        path + ": the name must end in .npy, .csv, .tsv or .txt to say the format");
  }

  /** What to say when a file cannot be opened or read. */
  static InvalidDataException unreadable(Path path, IOException cause) {
    return new InvalidDataException(path + ": " + FileFailure.why(cause), cause);
  }
}
