package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ntkasymptotics.report.SweepGroup.Quantity;

/**
 * A sweep's tables as CSV, for pandas and spreadsheets: one header line, texts quoted if need be.
 */
final class SweepCsv {
  private SweepCsv() {}

  private record Column<T>(String name, Function<T, String> cell) {}

  /** One line for each law of each point. */
  static String rows(SweepTable table) {
    List<Column<SweepRow>> columns = new ArrayList<>();
    columns.add(new Column<>("point", row -> row.run().name()));
    for (String key : table.parameters().keys()) {
      columns.add(new Column<>(key, row -> row.values().getOrDefault(key, "")));
    }
    columns.add(new Column<>("law", row -> row.law().law().key()));
    for (Quantity quantity : Quantity.values()) {
      String word = quantity.word();
      if (quantity != Quantity.RATIO) {
        columns.add(new Column<>(word + "Theory", row -> number(quantity.theory(row))));
      }
      columns.add(new Column<>(word, row -> number(quantity.of(row).value())));
      columns.add(new Column<>(word + "Low95", row -> number(quantity.of(row).low())));
      columns.add(new Column<>(word + "High95", row -> number(quantity.of(row).high())));
    }
    columns.add(new Column<>("windowFrom", row -> number(row.law().fit().window().from())));
    columns.add(new Column<>("windowTo", row -> number(row.law().fit().window().to())));
    return csv(columns, table.rows());
  }

  /** One line for each law of each setting: mean and spread over the seeds. */
  static String groups(SweepTable table) {
    List<Column<SweepGroup>> columns = new ArrayList<>();
    for (String key : table.parameters().keys()) {
      if (!key.equals(SweepRow.SEED)) {
        columns.add(new Column<>(key, group -> group.setting().getOrDefault(key, "")));
      }
    }
    columns.add(new Column<>("law", group -> group.law().key()));
    columns.add(new Column<>("seeds", group -> String.valueOf(group.rows().size())));
    for (Quantity quantity : Quantity.values()) {
      String word = quantity.word();
      if (quantity != Quantity.RATIO) {
        columns.add(new Column<>(word + "Theory", g -> number(g.theory(quantity).mean())));
      }
      columns.add(new Column<>(word + "Mean", g -> number(g.measured(quantity).mean())));
      columns.add(new Column<>(word + "Spread", g -> number(g.measured(quantity).deviation())));
      columns.add(new Column<>(word + "Count", g -> String.valueOf(g.measured(quantity).count())));
    }
    return csv(columns, table.groups());
  }

  private static <T> String csv(List<Column<T>> columns, List<T> rows) {
    StringBuilder csv = new StringBuilder(line(columns.stream().map(Column::name).toList()));
    rows.forEach(row -> csv.append(line(columns.stream().map(c -> c.cell().apply(row)).toList())));
    return csv.toString();
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String line(List<String> cells) {
    return cells.stream().map(SweepCsv::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\\r\\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
