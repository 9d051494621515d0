package org.ntkasymptotics.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ntkasymptotics.report.TextTable.Cell;

/**
 * The report of a sweep, or of several directories that hold shares of one: every point's laws, and
 * mean and spread over seeds for each setting.
 */
public final class SweepReport {
  /** One line for each law of each point. */
  public static final String ROWS = "sweep.csv";

  /** One line for each law of each setting. */
  public static final String GROUPS = "spread.csv";

  private final String title;
  private final String sources;
  private final List<VariedRun> runs;
  private final Map<String, String> missing;
  private final SweepTable table;

  private SweepReport(
      String title, String sources, List<VariedRun> runs, Map<String, String> missing) {
    this.title = title;
    this.sources = sources;
    this.runs = runs;
    this.missing = missing;
    this.table = SweepTable.of(runs);
  }

  /**
   * Reads what is finished of some sweep directories; a point that is in several counts once.
   *
   * @throws IllegalArgumentException if nothing is finished, or a directory cannot be read
   */
  public static SweepReport of(List<SweepDirectory> directories) {
    Map<String, FinishedRun> finished = new LinkedHashMap<>();
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    String title = "";
    for (SweepDirectory directory : directories) {
      SweepIndex index = directory.index();
      title = title.isEmpty() ? index.title() : title;
      for (SweepIndex.Point point : index.points()) {
        String name = point.name();
        values.putIfAbsent(name, point.values());
        if (finished.containsKey(name)) {
          continue;
        }
        SweepDirectory.State state = directory.state(name);
        if (state == SweepDirectory.State.FINISHED) {
          finished.put(name, FinishedRun.read(directory.run(name)));
          missing.remove(name);
        } else {
          Optional<String> failure = directory.failure(name);
          failure.ifPresent(reason -> missing.put(name, reason));
          missing.putIfAbsent(name, state.word());
        }
      }
    }
    if (finished.isEmpty()) {
      throw new IllegalArgumentException(
          directories.get(0).place() + ": no point of the sweep is finished yet: run ntk sweep");
    }
    List<VariedRun> runs =
        values.keySet().stream()
            .filter(finished::containsKey)
            .map(name -> new VariedRun(finished.get(name), values.get(name)))
            .toList();
    String sources =
        directories.stream().map(d -> d.place().toString()).collect(Collectors.joining(" "));
    return new SweepReport(title, sources, runs, missing);
  }

  /** Points that are finished. */
  public int finished() {
    return runs.size();
  }

  /** Points that are not, with the reason. */
  public Map<String, String> missing() {
    return missing;
  }

  /** The settings' laws, mean over seeds ± one standard deviation, for {@link LawTable}. */
  public List<CaseResult> cases() {
    return table.cases();
  }

  /** What {@code summary.json} holds and {@code --json} prints. */
  public String toJson() {
    return SweepSummaryJson.write(summary(), table, missing);
  }

  /**
   * Writes {@code report.html}, plots, {@link #ROWS}, {@link #GROUPS} and {@code summary.json}.
   *
   * @throws RunDirectoryException if they cannot be written
   */
  public void write(Path out) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(Summary.FILE, toJson());
    texts.put(ROWS, SweepCsv.rows(table));
    texts.put(GROUPS, SweepCsv.groups(table));
    Summary all = summary();
    Summary onPage = Summary.figure(all.manifest(), all.title(), List.of());
    ReportFiles.replaceAll(out, texts, page(out), onPage);
  }

  private Summary summary() {
    Summary all = Comparison.summary(runs.stream().map(VariedRun::run).toList());
    return Summary.figure(
        all.manifest().withCommand("./ntk report " + sources), "Sweep " + title, all.cases());
  }

  private ReportPage page(Path out) {
    List<String> caveats = new ArrayList<>();
    missing.forEach((name, reason) -> caveats.add("Not finished: " + name + " (" + reason + ")."));
    return new ReportPage(
        "Sweep " + title,
        lead(),
        SweepCharts.rows(table),
        List.of(),
        List.of(),
        caveats,
        List.of(SpreadTable.of(table), pointTable(out)));
  }

  private String lead() {
    List<String> names =
        table.parameters().varied().stream().map(table.parameters()::name).toList();
    return String.format(
        Locale.ROOT,
        "%d points finished%s. Varied: %s.",
        runs.size(),
        missing.isEmpty() ? "" : ", " + missing.size() + " missing",
        names.isEmpty() ? "nothing" : String.join(", ", names));
  }

  private TextTable pointTable(Path out) {
    List<List<Cell>> rows = new ArrayList<>();
    Path from = out.toAbsolutePath().normalize();
    for (VariedRun one : runs) {
      FinishedRun run = one.run();
      Path page = run.directory().toAbsolutePath().normalize().resolve(ReportFiles.HTML);
      String link = from.relativize(page).toString().replace('\\', '/');
      Manifest made = run.summary().manifest();
      String took = NumberText.plain(made.seconds()) + " s";
      rows.add(List.of(new Cell(run.name(), link), Cell.of(made.backend()), Cell.of(took)));
    }
    return new TextTable(
        "Points", "Each with its own report.", List.of("Point", "Back end", "Took"), rows);
  }
}
