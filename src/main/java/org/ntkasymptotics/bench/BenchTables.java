package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.report.TextTable.Cell;

/** The tables of a report: limits, one for each operation, growth, and changes. */
final class BenchTables {
  private final BenchResults results;

  BenchTables(BenchResults results) {
    this.results = results;
  }

  List<TextTable> all() {
    List<TextTable> tables = new ArrayList<>();
    if (!results.ceilings().isEmpty()) {
      tables.add(ceilings());
    }
    for (Operation operation : Operation.values()) {
      List<Timing> own =
          results.ours().stream().filter(t -> t.setting().operation() == operation).toList();
      if (!own.isEmpty()) {
        tables.add(operation(operation, own));
      }
    }
    TextTable growth = growth();
    if (!growth.rows().isEmpty()) {
      tables.add(growth);
    }
    return tables;
  }

  private TextTable ceilings() {
    List<List<Cell>> rows = new ArrayList<>();
    results
        .ceilings()
        .forEach(
            (machine, values) ->
                values.forEach(
                    (name, value) -> {
                      boolean bytes = name.equals(Operation.Ceiling.MEMORY.label());
                      String rate = plain(value * 1e-9) + (bytes ? " GB/s" : " GFlop/s");
                      rows.add(cells(List.of(machine, name, rate)));
                    }));
    return new TextTable(
        "Limits of this machine",
        "The fastest of several in this run.",
        List.of("Machine", "What", "At most"),
        rows);
  }

  private TextTable operation(Operation operation, List<Timing> own) {
    Set<String> peers = new LinkedHashSet<>();
    own.forEach(t -> results.peersOf(t.setting()).forEach(p -> peers.add(p.who())));
    boolean memory = own.stream().anyMatch(t -> t.memoryBytes() > 0);
    boolean limit = own.stream().anyMatch(t -> share(results, t).isPresent());
    List<String> columns = new ArrayList<>(List.of("Setting", "Time", "Per " + operation.unit()));
    if (limit) {
      columns.add("Share of " + operation.ceiling().label());
    }
    if (memory) {
      columns.add("Memory");
    }
    peers.forEach(peer -> columns.add("Times " + peer));
    List<List<Cell>> rows = new ArrayList<>();
    for (Timing timing : own) {
      List<String> row = new ArrayList<>();
      Setting setting = timing.setting();
      row.add((operation.isOnBackends() ? setting.machine() + ", " : "") + setting.size());
      row.add(timing.isMeasured() ? seconds(timing.seconds()) : "failed");
      row.add(timing.isMeasured() ? per(timing) : "");
      if (limit) {
        row.add(share(results, timing).map(s -> plain(100 * s) + " %").orElse(""));
      }
      if (memory) {
        row.add(timing.memoryBytes() > 0 ? plain(timing.memoryBytes() / 0x1p20) + " MiB" : "");
      }
      peers.forEach(peer -> row.add(ratio(timing, peer)));
      rows.add(cells(row));
    }
    return new TextTable(
        operation.word(),
        peers.isEmpty()
            ? "Median times."
            : "Median times. Times a peer: how many times faster the engine is (lowest … highest"
                + " round).",
        columns,
        rows);
  }

  private String ratio(Timing ours, String peer) {
    Optional<Timing> theirs = results.timing(ours.setting(), peer);
    if (theirs.isEmpty()) {
      return "";
    }
    return Ratio.of(ours, theirs.get())
        .map(r -> plain(r.value()) + " (" + plain(r.lowest()) + " … " + plain(r.highest()) + ")")
        .orElse("failed");
  }

  /** The share of what the machine can do at most; none where that is not known. */
  static Optional<Double> share(BenchResults results, Timing timing) {
    Setting setting = timing.setting();
    Double rate =
        results
            .ceilings()
            .getOrDefault(setting.machine(), Map.of())
            .get(setting.operation().ceiling().label());
    return rate == null || !timing.isMeasured()
        ? Optional.empty()
        : Optional.of(setting.operation().demand(setting) / timing.seconds() / rate);
  }

  private static String per(Timing timing) {
    double nanos = 1e9 * timing.seconds() / timing.setting().operation().work(timing.setting());
    return timing.setting().operation().unit().equals("flop")
        ? plain(1 / nanos) + " GFlop/s"
        : plain(nanos) + " ns";
  }

  private TextTable growth() {
    List<List<Cell>> rows = new ArrayList<>();
    for (String parameter : BenchCharts.PARAMETERS) {
      for (Scaling scaling : Scaling.along(results, parameter)) {
        Growth measured = scaling.growth();
        String error =
            Double.isFinite(measured.halfWidth()) ? " ± " + fixed(measured.halfWidth()) : "";
        rows.add(
            cells(
                List.of(
                    scaling.label(),
                    scaling.parameterName(),
                    plain(scaling.x()[0]) + " … " + plain(scaling.x()[scaling.x().length - 1]),
                    fixed(measured.exponent()) + error,
                    theory(scaling))));
      }
    }
    return new TextTable(
        "Growth",
        "Exponents p of time ~ size^p, with 95 % intervals from the scatter about the line; theory:"
            + " the exponent of the operations over the same sizes.",
        List.of("What", "Size", "From … to", "Measured", "Theory"),
        rows);
  }

  /** Where coordinates are not counted, they are read once for an entry. */
  private static String theory(Scaling scaling) {
    double exponent = scaling.workGrowth().exponent();
    return exponent == 0 ? "at most 1" : fixed(exponent);
  }

  /** What changed between two sets of results. */
  static TextTable changes(ResultComparison comparison) {
    List<List<Cell>> rows = new ArrayList<>();
    for (ResultComparison.Change change : comparison.changes()) {
      String verdict =
          !comparison.judged()
              ? "unknown: one round each"
              : !change.isBeyondNoise()
                  ? "within noise"
                  : change.factor() < 1 ? "faster" : "slower";
      String noise = Double.isFinite(change.noise()) ? plain(change.noise()) : "";
      rows.add(
          cells(
              List.of(
                  change.setting().text(),
                  change.who(),
                  seconds(change.before()),
                  seconds(change.after()),
                  plain(change.factor()),
                  noise,
                  verdict)));
    }
    return new TextTable(
        "Changes",
        comparison.changed().size()
            + " of "
            + comparison.changes().size()
            + " beyond noise, where 1 in 100 is expected by chance. Noise: the factor that the"
            + " scatter between rounds explains. What changed for the peers, too, is the machine's.",
        List.of("Setting", "Who", "Before", "Now", "Now/before", "Noise", "Verdict"),
        rows);
  }

  private static List<Cell> cells(List<String> texts) {
    return texts.stream().map(Cell::of).toList();
  }

  static String seconds(double seconds) {
    Map<Double, String> units = new LinkedHashMap<>();
    units.put(1.0, " s");
    units.put(1e-3, " ms");
    units.put(1e-6, " µs");
    for (Map.Entry<Double, String> unit : units.entrySet()) {
      if (seconds >= unit.getKey()) {
        return plain(seconds / unit.getKey()) + unit.getValue();
      }
    }
    return plain(seconds * 1e9) + " ns";
  }

  /** Three significant digits. */
  static String plain(double value) {
    return value >= 1000
        ? String.format(Locale.ROOT, "%.0f", value)
        : new java.math.BigDecimal(value)
            .round(new java.math.MathContext(3))
            .stripTrailingZeros()
            .toPlainString();
  }

  private static String fixed(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
