package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.report.TextTable.Cell;

/** What changed between two sets of results, on the same machine or another. */
final class ChangesTable {
  /** What differs between any two runs and explains no time. */
  private static final Set<String> PASSING = Set.of("load before", "rounds");

  /** A limit that moves by more is told: between two runs of an idle machine it moves by less. */
  private static final double MOVED = 1.1;

  private final BenchResults before;
  private final BenchResults after;

  ChangesTable(BenchResults before, BenchResults after) {
    this.before = before;
    this.after = after;
  }

  List<TextTable> tables() {
    List<TextTable> tables = new ArrayList<>(List.of(changes(), circumstances()));
    tables.removeIf(table -> table.rows().isEmpty());
    return tables;
  }

  private TextTable circumstances() {
    Set<String> names = new LinkedHashSet<>(before.machine().keySet());
    names.addAll(after.machine().keySet());
    names.addAll(before.peers().keySet());
    names.addAll(after.peers().keySet());
    names.removeAll(PASSING);
    List<List<Cell>> rows = new ArrayList<>();
    for (String name : names) {
      String then = circumstance(before, name);
      String now = circumstance(after, name);
      if (!Objects.equals(then, now)) {
        rows.add(BenchTables.cells(List.of(name, then, now)));
      }
    }
    for (String machine : after.ceilings().keySet()) {
      for (Limit limit : Limit.values()) {
        limit(machine, limit, rows);
      }
    }
    return new TextTable(
        "What else is different",
        "Changes may be due to these instead of the engine.",
        List.of("What", "Before", "Now"),
        rows);
  }

  private static String circumstance(BenchResults results, String name) {
    return results.machine().getOrDefault(name, results.peers().getOrDefault(name, "not asked"));
  }

  /** A limit that moved says that the machine was busy, or is another one. */
  private void limit(String machine, Limit limit, List<List<Cell>> rows) {
    Double then = before.ceilings().getOrDefault(machine, Map.of()).get(limit.label());
    Double now = after.ceilings().get(machine).get(limit.label());
    if (then != null && now != null && Math.max(then / now, now / then) > MOVED) {
      rows.add(
          BenchTables.cells(
              List.of(
                  machine + " " + limit.label(), Units.rate(limit, then), Units.rate(limit, now))));
    }
  }

  private TextTable changes() {
    ResultComparison comparison = ResultComparison.of(before, after);
    List<List<Cell>> rows = new ArrayList<>();
    for (ResultComparison.Change change : comparison.changes()) {
      String noise = Double.isFinite(change.noise()) ? Units.plain(change.noise()) : "";
      rows.add(
          BenchTables.cells(
              List.of(
                  change.setting().text(),
                  change.who(),
                  Units.seconds(change.before()),
                  Units.seconds(change.after()),
                  Units.plain(change.factor()),
                  noise,
                  verdict(comparison, change))));
    }
    return new TextTable(
        "Changes",
        comparison.changed().size()
            + " of "
            + comparison.changes().size()
            + " beyond noise, where 1 in 100 is expected by chance. Noise: the factor that the"
            + " scatter between rounds explains. What changed for the peers, too, is the machine's."
            + only(before, after, "measured before only")
            + only(after, before, "measured now only"),
        List.of("Setting", "Who", "Before", "Now", "Now/before", "Noise", "Verdict"),
        rows);
  }

  private static String only(BenchResults one, BenchResults other, String what) {
    long count =
        one.timings().stream()
            .filter(t -> t.isMeasured() && other.timing(t.setting(), t.who()).isEmpty())
            .count();
    return count == 0 ? "" : " " + count + " timings were " + what + ".";
  }

  private static String verdict(ResultComparison comparison, ResultComparison.Change change) {
    if (!comparison.judged()) {
      return "unknown: one round each";
    }
    if (!change.isBeyondNoise()) {
      return "within noise";
    }
    return change.factor() < 1 ? "faster" : "slower";
  }
}
