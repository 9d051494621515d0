package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several finished runs on one page: charts of the same id over each other, one table. */
final class Comparison {
  private Comparison() {}

  static ReportPage page(List<FinishedRun> runs) {
    List<String> names = names(runs);
    Map<String, Chart> merged = new LinkedHashMap<>();
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    int firstGroup = 0;
    for (int r = 0; r < runs.size(); r++) {
      int groups = 1;
      for (Chart chart : runs.get(r).page().charts()) {
        List<Curve> curves = new ArrayList<>();
        if (merged.containsKey(chart.id())) {
          curves.addAll(merged.get(chart.id()).curves());
        }
        for (Curve curve : chart.curves()) {
          curves.add(curve.as(names.get(r) + ": " + curve.name(), firstGroup + curve.group()));
          groups = Math.max(groups, curve.group() + 1);
        }
        merged.put(chart.id(), merged.getOrDefault(chart.id(), chart).withCurves(curves));
      }
      firstGroup += groups;
      for (ChartRow row : runs.get(r).page().rows()) {
        Set<String> ids = rows.computeIfAbsent(row.heading(), h -> new LinkedHashSet<>());
        row.charts().stream()
            .map(Chart::id)
            .filter(id -> rows.values().stream().noneMatch(all -> all.contains(id)))
            .forEach(ids::add);
        texts.putIfAbsent(row.heading(), row.text());
      }
    }
    List<ChartRow> shown = new ArrayList<>();
    rows.forEach(
        (heading, ids) -> {
          if (!ids.isEmpty()) {
            List<Chart> charts = ids.stream().map(merged::get).toList();
            shown.add(new ChartRow(heading, texts.get(heading), charts));
          }
        });
    return new ReportPage(
        "Comparison of " + runs.size() + " runs",
        "Side by side: " + String.join(", ", names) + ".",
        shown,
        parameters(runs, names),
        prefixed(runs, names),
        caveats(runs, names));
  }

  static Summary summary(List<FinishedRun> runs) {
    List<String> names = names(runs);
    List<CaseResult> cases = new ArrayList<>();
    Map<String, Double> wall = new LinkedHashMap<>();
    Set<String> versions = new LinkedHashSet<>();
    Set<String> backends = new LinkedHashSet<>();
    Set<String> devices = new LinkedHashSet<>();
    Set<String> revisions = new LinkedHashSet<>();
    StringBuilder command = new StringBuilder("ntk report");
    for (int r = 0; r < runs.size(); r++) {
      String name = names.get(r);
      Manifest made = runs.get(r).summary().manifest();
      for (CaseResult one : runs.get(r).summary().cases()) {
        String label = one.name().equals(name) ? name : name + ": " + one.name();
        cases.add(new CaseResult(label, one.laws(), one.numbers()));
      }
      made.wallSeconds().forEach((stage, seconds) -> wall.put(name + ": " + stage, seconds));
      versions.add(made.version());
      revisions.add(made.revision());
      backends.add(made.backend());
      devices.add(made.device());
      command.append(' ').append(runs.get(r).directory());
    }
    Manifest first = runs.get(0).summary().manifest();
    Manifest manifest =
        new Manifest(
            String.join(", ", versions),
            String.join(", ", revisions),
            String.join(", ", backends),
            "as each run was made",
            String.join(", ", devices),
            wall,
            runs.stream().mapToLong(r -> r.summary().manifest().peakMemoryBytes()).max().orElse(0),
            first.started(),
            command.toString(),
            first.jvm(),
            first.os());
    return Summary.figure(manifest, "Comparison of " + runs.size() + " runs", cases);
  }

  // Directory names, numbered where two runs share one.
  private static List<String> names(List<FinishedRun> runs) {
    List<String> names = new ArrayList<>();
    for (FinishedRun run : runs) {
      String name = run.name();
      for (int k = 2; names.contains(name); k++) {
        name = run.name() + " (" + k + ")";
      }
      names.add(name);
    }
    return names;
  }

  // What all share once, what differs run by run.
  private static List<ReportPage.Entry> parameters(List<FinishedRun> runs, List<String> names) {
    Map<String, Map<String, String>> byTerm = new LinkedHashMap<>();
    for (int r = 0; r < runs.size(); r++) {
      for (ReportPage.Entry entry : runs.get(r).page().parameters()) {
        byTerm
            .computeIfAbsent(entry.term(), t -> new LinkedHashMap<>())
            .put(names.get(r), entry.text());
      }
    }
    List<ReportPage.Entry> entries = new ArrayList<>();
    byTerm.forEach(
        (term, values) -> {
          Set<String> distinct = new LinkedHashSet<>(values.values());
          if (distinct.size() == 1 && values.size() == runs.size()) {
            entries.add(new ReportPage.Entry(term, distinct.iterator().next()));
          } else {
            values.forEach(
                (name, text) -> entries.add(new ReportPage.Entry(term + " (" + name + ")", text)));
          }
        });
    return entries;
  }

  private static List<ReportPage.Entry> prefixed(List<FinishedRun> runs, List<String> names) {
    Map<ReportPage.Entry, List<String>> byNote = new LinkedHashMap<>();
    for (int r = 0; r < runs.size(); r++) {
      for (ReportPage.Entry note : runs.get(r).page().notes()) {
        byNote.computeIfAbsent(note, n -> new ArrayList<>()).add(names.get(r));
      }
    }
    List<ReportPage.Entry> notes = new ArrayList<>();
    byNote.forEach(
        (note, of) ->
            notes.add(
                of.size() == runs.size()
                    ? note
                    : new ReportPage.Entry(
                        note.term() + " (" + String.join(", ", of) + ")", note.text())));
    return notes;
  }

  private static List<String> caveats(List<FinishedRun> runs, List<String> names) {
    Map<String, List<String>> byText = new LinkedHashMap<>();
    for (int r = 0; r < runs.size(); r++) {
      for (String caveat : runs.get(r).page().caveats()) {
        byText.computeIfAbsent(caveat, c -> new ArrayList<>()).add(names.get(r));
      }
    }
    List<String> caveats = new ArrayList<>();
    byText.forEach(
        (text, of) ->
            caveats.add(of.size() == runs.size() ? text : String.join(", ", of) + ": " + text));
    return caveats;
  }
}
