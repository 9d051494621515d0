package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.config.SeriesConfig;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.linalg.CsvFile;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.linalg.RowMatrix;

/** A series from a file, as its configuration describes it. */
final class SeriesFile {
  private SeriesFile() {}

  static Series read(SeriesConfig config) {
    Columns columns = Columns.of(config.file());
    if (columns.count() == 1 && config.x().isEmpty()) {
      double[] y = columns.get(config.y(), 0, "y");
      return Series.ofEigenvalues(y);
    }
    double[] x = columns.get(config.x(), 0, "x");
    double[] y = columns.get(config.y(), columns.count() == 1 ? 0 : 1, "y");
    int first = 0;
    while (first < x.length && x[first] == 0) {
      first++;
    }
    return Series.sorted(
        Arrays.copyOfRange(x, first, x.length), Arrays.copyOfRange(y, first, y.length));
  }

  /** The columns of a file by name or number. */
  private record Columns(List<String> names, RowMatrix values) {
    static Columns of(Path file) {
      if (String.valueOf(file).endsWith(".npy")) {
        RowMatrix m = NpyFile.read(file);
        return new Columns(
            List.of(),
            m.rows() == 1 || m.columns() == 1 ? new RowMatrix(m.array().length, 1, m.array()) : m);
      }
      CsvFile.Table table = CsvFile.read(file);
      return new Columns(table.names(), table.values());
    }

    int count() {
      return values.columns();
    }

    double[] get(Optional<String> wanted, int otherwise, String what) {
      int index = wanted.map(w -> index(w, what)).orElse(otherwise);
      double[] column = new double[values.rows()];
      for (int i = 0; i < column.length; i++) {
        column[i] = values.get(i, index);
      }
      return column;
    }

    private int index(String wanted, String what) {
      int named = names.indexOf(wanted);
      if (named >= 0) {
        return named;
      }
      if (wanted.matches("[0-9]{1,6}")) {
        int number = Integer.parseInt(wanted);
        if (number >= 1 && number <= count()) {
          return number - 1;
        }
      }
      throw new IllegalArgumentException(
          "there is no column '"
              + wanted
              + "' for "
              + what
              + ": the file has "
              + count()
              + (names.isEmpty() ? " columns without names" : " columns named " + names));
    }
  }
}
