package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * All laws of all finished points of a sweep, and what they are grouped into: repetitions that
 * differ in the seed alone.
 *
 * @param parameters that vary
 * @param rows in the order of the points
 * @param groups in the order of their first rows
 */
record SweepTable(SweepParameters parameters, List<SweepRow> rows, List<SweepGroup> groups) {
  /** The key of a case's name, where a point has several cases. */
  static final String CASE = "case";

  /** Of runs and the values that each of them stands for. */
  static SweepTable of(List<VariedRun> runs) {
    boolean several = runs.stream().anyMatch(one -> one.run().summary().cases().size() > 1);
    List<SweepRow> rows = new ArrayList<>();
    for (VariedRun varied : runs) {
      for (CaseResult one : varied.run().summary().cases()) {
        Map<String, String> all = SweepParameters.apart(varied.values());
        if (several) {
          all.put(CASE, one.name());
        }
        one.laws().forEach(law -> rows.add(new SweepRow(varied.run(), all, law)));
      }
    }
    SweepParameters parameters = new SweepParameters(rows.stream().map(SweepRow::values).toList());
    return new SweepTable(parameters, rows, groups(rows));
  }

  private static List<SweepGroup> groups(List<SweepRow> rows) {
    Map<Map.Entry<Map<String, String>, Law>, List<SweepRow>> grouped = new LinkedHashMap<>();
    for (SweepRow row : rows) {
      grouped
          .computeIfAbsent(Map.entry(row.setting(), row.law().law()), key -> new ArrayList<>())
          .add(row);
    }
    List<SweepGroup> groups = new ArrayList<>();
    grouped.forEach(
        (key, own) -> groups.add(new SweepGroup(key.getValue(), key.getKey(), List.copyOf(own))));
    return groups;
  }

  /** Whether any setting was measured for several seeds. */
  boolean isRepeated() {
    return groups.stream().anyMatch(SweepGroup::isRepeated);
  }

  /** The settings, each with its laws, as cases: the mean over seeds ± one standard deviation. */
  List<CaseResult> cases() {
    Map<Map<String, String>, List<LawResult>> bySetting = new LinkedHashMap<>();
    for (SweepGroup group : groups) {
      bySetting.computeIfAbsent(group.setting(), s -> new ArrayList<>()).add(law(group));
    }
    List<CaseResult> cases = new ArrayList<>();
    bySetting.forEach(
        (setting, laws) ->
            cases.add(new CaseResult(parameters.label(setting, new LinkedHashSet<>()), laws)));
    return cases;
  }

  private static LawResult law(SweepGroup group) {
    Measured constant = group.shown(SweepGroup.Quantity.CONSTANT);
    return new LawResult(
        group.law(),
        new LawResult.Theory(
            predicted(group.theory(SweepGroup.Quantity.EXPONENT)),
            predicted(group.theory(SweepGroup.Quantity.CONSTANT))),
        new LawResult.Fit(
            group.shown(SweepGroup.Quantity.EXPONENT), constant, constant, Window.none()),
        new LawResult.Ratio(group.shown(SweepGroup.Quantity.RATIO), Window.none(), ""),
        List.of());
  }

  private static Predicted predicted(Spread theory) {
    return theory.exists() ? Predicted.of(theory.mean()) : Predicted.none("");
  }
}
