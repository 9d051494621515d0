package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.report.TextTable.Cell;

/** The tables of a report: limits, one for each operation, memory, and growth. */
final class BenchTables {
  private final BenchResults results;

  BenchTables(BenchResults results) {
    this.results = results;
  }

  List<TextTable> all() {
    List<TextTable> tables = new ArrayList<>();
    tables.add(limits());
    for (Operation operation : Operation.values()) {
      List<Timing> own =
          results.ours().stream().filter(t -> t.setting().operation() == operation).toList();
      if (!own.isEmpty()) {
        tables.add(new OperationTable(results, operation, own).table());
      }
    }
    tables.add(memory());
    tables.add(growth());
    tables.removeIf(table -> table.rows().isEmpty());
    return tables;
  }

  private TextTable limits() {
    List<List<Cell>> rows = new ArrayList<>();
    results
        .ceilings()
        .forEach(
            (machine, values) -> {
              for (Limit limit : Limit.values()) {
                Optional.ofNullable(values.get(limit.label()))
                    .ifPresent(
                        value ->
                            rows.add(
                                cells(List.of(machine, limit.label(), Units.rate(limit, value)))));
              }
            });
    return new TextTable(
        "Limits of this machine",
        "The fastest of several in this run.",
        List.of("Machine", "What", "At most"),
        rows);
  }

  /** Ours and theirs, where a program's memory rose enough to be seen. */
  private TextTable memory() {
    Set<String> programs = new LinkedHashSet<>();
    Set<Setting> settings = new LinkedHashSet<>();
    Scaling.along(results, "m").stream()
        .flatMap(scaling -> scaling.timings().stream())
        .filter(t -> t.memoryBytes() > 0)
        .forEach(
            t -> {
              programs.add(t.who());
              settings.add(t.setting());
            });
    List<List<Cell>> rows = new ArrayList<>();
    for (Setting setting : settings) {
      List<String> row = new ArrayList<>(List.of(setting.text()));
      for (String who : programs) {
        row.add(
            results
                .timing(setting, who)
                .filter(t -> t.memoryBytes() > 0)
                .map(t -> Units.bytes((double) t.memoryBytes()))
                .orElse(""));
      }
      rows.add(cells(row));
    }
    List<String> columns = new ArrayList<>(List.of("Setting"));
    columns.addAll(programs);
    return new TextTable(
        "Memory against M",
        "How far resident memory rose at most, what is worked on and the result included; on a"
            + " device by the library's own count, ours by asking how much is free. Less than 2 MiB is"
            + " not told from noise, and small matrices may reuse what a process kept of earlier ones.",
        columns,
        rows);
  }

  /** A row for what differs in one parameter alone, with an exponent for every program. */
  private TextTable growth() {
    Map<List<String>, Map<String, String>> exponents = new LinkedHashMap<>();
    Set<String> programs = new LinkedHashSet<>();
    for (String parameter : BenchCharts.PARAMETERS) {
      for (Scaling scaling : Scaling.along(results, parameter)) {
        double[] x = scaling.x();
        String sizes = Units.plain(x[0]) + " … " + Units.plain(x[x.length - 1]);
        List<String> what =
            List.of(scaling.label(), scaling.parameterName(), sizes, scaling.theory());
        String who = scaling.first().who();
        programs.add(who);
        exponents
            .computeIfAbsent(what, w -> new LinkedHashMap<>())
            .put(who, scaling.growth().text());
      }
    }
    List<String> columns = new ArrayList<>(List.of("What", "Size", "From … to", "Theory"));
    columns.addAll(programs);
    List<List<Cell>> rows = new ArrayList<>();
    exponents.forEach(
        (what, measured) -> {
          List<String> row = new ArrayList<>(what);
          programs.forEach(who -> row.add(measured.getOrDefault(who, "")));
          rows.add(cells(row));
        });
    return new TextTable(
        "Growth",
        "Exponents p of time ~ size^p, with 95 % intervals from the scatter about the line where"
            + " there are more than two sizes. Theory: the exponent of the operations over the same"
            + " sizes. What does not grow makes small sizes slow and exponents low.",
        columns,
        rows);
  }

  static List<Cell> cells(List<String> texts) {
    return texts.stream().map(Cell::of).toList();
  }
}
