package org.ntkasymptotics.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables {@code reference/*.csv}, each beside the script that made it. */
public final class ReferenceTable {
  private ReferenceTable() {}

  /** The rows of a table, each a value by column. */
  public static List<Map<String, String>> load(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ReferenceTable.class.getResourceAsStream("/reference/" + name),
                StandardCharsets.UTF_8))) {
      String[] columns = in.readLine().split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] values = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int k = 0; k < columns.length; k++) {
          row.put(columns[k], values[k]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number of a row. */
  public static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
