package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.report.SweepGroup.Quantity;
import org.ntkasymptotics.report.TextTable.Cell;

/** Theory, mean and spread over seeds, a line for each law of each setting. */
final class SpreadTable {
  private SpreadTable() {}

  static TextTable of(SweepTable table) {
    List<String> columns = new ArrayList<>();
    List<String> keys = table.parameters().varied();
    List<String> settings = keys.stream().filter(k -> !k.equals(SweepRow.SEED)).toList();
    settings.forEach(key -> columns.add(table.parameters().name(key)));
    columns.addAll(
        List.of(
            "Law",
            "Exponent, theory",
            "measured",
            "Constant, theory",
            "measured",
            "Ratio",
            "Seeds"));
    List<List<Cell>> rows = new ArrayList<>();
    for (SweepGroup group : table.groups()) {
      List<Cell> cells = new ArrayList<>();
      settings.forEach(key -> cells.add(Cell.of(group.setting().getOrDefault(key, ""))));
      cells.add(Cell.of(group.law().label()));
      for (Quantity quantity : Quantity.values()) {
        if (quantity != Quantity.RATIO) {
          cells.add(Cell.of(NumberText.plain(group.theory(quantity).mean())));
        }
        cells.add(Cell.of(shown(group, quantity)));
      }
      cells.add(Cell.of(String.valueOf(group.rows().size())));
      rows.add(cells);
    }
    return new TextTable(
        "Spread over seeds",
        "Mean over seeds ± standard deviation of a single seed; a single seed in brackets with its"
            + " own 95 % interval. Ratio: measured over predicted.",
        columns,
        rows);
  }

  private static String shown(SweepGroup group, Quantity quantity) {
    Measured shown = group.shown(quantity);
    boolean single = group.measured(quantity).count() == 1;
    return single && shown.hasInterval()
        ? NumberText.withError(shown.value(), (shown.high() - shown.low()) / 2)
            + " "
            + NumberText.interval(shown)
        : NumberText.plusMinus(shown);
  }
}
