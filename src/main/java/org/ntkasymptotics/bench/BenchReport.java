package org.ntkasymptotics.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ntkasymptotics.report.Manifest;
import org.ntkasymptotics.report.MarkdownPage;
import org.ntkasymptotics.report.ReportFiles;
import org.ntkasymptotics.report.ReportPage;
import org.ntkasymptotics.report.Summary;
import org.ntkasymptotics.report.TextTable;

/** Results as tables for a terminal and as a page, in HTML and Markdown. */
public final class BenchReport {
  private static final String TITLE = "Speed of the engine";

  private final BenchResults results;
  private final Optional<BenchResults> earlier;

  /**
   * The report of results.
   *
   * @param earlier what they are compared with; null for nothing
   */
  public BenchReport(BenchResults results, BenchResults earlier) {
    this.results = results;
    this.earlier = Optional.ofNullable(earlier);
  }

  /** The tables, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    tables().forEach(table -> lines.addAll(table.lines()));
    lines.addAll(new Overview(results).table().lines());
    lines.addAll(absent());
    lines.addAll(results.notes());
    lines.add("");
    return lines;
  }

  /**
   * Writes {@code report.html}, {@code report.md} and the drawings.
   *
   * @throws org.ntkasymptotics.report.RunDirectoryException if they cannot be written
   */
  public void write(Path out) {
    ReportPage page = page();
    Map<String, String> texts =
        Map.of(MarkdownPage.FILE, MarkdownPage.of(page), BenchResults.FILE, results.toJson());
    ReportFiles.replaceAll(out, texts, page, summary());
  }

  /** The page. */
  ReportPage page() {
    List<ReportPage.Entry> parameters = new ArrayList<>();
    parameters.add(new ReportPage.Entry("date", results.date()));
    parameters.add(
        new ReportPage.Entry("engine", results.version() + ", revision " + results.revision()));
    results.machine().forEach((name, value) -> parameters.add(new ReportPage.Entry(name, value)));
    results.peers().forEach((name, value) -> parameters.add(new ReportPage.Entry(name, value)));
    List<String> caveats = new ArrayList<>(results.troubles());
    caveats.addAll(absent());
    caveats.addAll(results.notes());
    return new ReportPage(
        TITLE,
        lead(),
        new BenchCharts(results).rows(),
        parameters,
        NOTES,
        caveats,
        tables(),
        List.of(new Overview(results).table()));
  }

  private static final List<ReportPage.Entry> NOTES =
      List.of(
          new ReportPage.Entry(
              "Times",
              "Medians over all iterations of all rounds. A round is a fresh JVM after warm-up, and"
                  + " then each peer in its own process, with as many threads and the same data."),
          new ReportPage.Entry(
              "Ratios",
              "The peer's median over ours within a round; the median over rounds, and in brackets"
                  + " the lowest and the highest round."),
          new ReportPage.Entry(
              "Answers",
              "Ours are checked against scalar formulas, traces and norms in every process; the"
                  + " peers' against ours. A wrong one is among the caveats."),
          new ReportPage.Entry(
              "Limits",
              "Measured in the same run: filling fresh memory and products of matrices by OpenBLAS on"
                  + " all threads; on a device copies within its memory and cuBLAS. A share counts the"
                  + " arithmetic of the plain algorithm, not what is saved or added by ours."),
          new ReportPage.Entry(
              "Memory",
              "How far the process's resident memory rose, its matrix included; on the CPU of"
                  + " Linux."));

  private String lead() {
    long settings = results.ours().stream().filter(Timing::isMeasured).count();
    long peers = results.peers().values().stream().filter(v -> !v.startsWith("not there")).count();
    return settings
        + " settings measured on "
        + results.machine().getOrDefault("cpu", "an unknown processor")
        + (peers == 0 ? "" : ", beside " + peers + " peers")
        + earlier.map(e -> ", compared with results of " + e.date()).orElse("")
        + ".";
  }

  private List<TextTable> tables() {
    BenchTables tables = new BenchTables(results);
    List<TextTable> all = new ArrayList<>(tables.all());
    earlier.ifPresent(e -> all.addAll(new ChangesTable(e, results).tables()));
    return all;
  }

  private List<String> absent() {
    return results.peers().entrySet().stream()
        .filter(e -> e.getValue().startsWith("not there"))
        .map(e -> e.getKey() + " is " + e.getValue() + ".")
        .toList();
  }

  private Summary summary() {
    Manifest manifest =
        new Manifest(
            results.version(),
            results.revision(),
            String.join(", ", results.ceilings().keySet()),
            "",
            results.machine().getOrDefault("cpu", ""),
            Map.of(),
            0,
            Instant.parse(results.date() + "T00:00:00Z"),
            results.command(),
            results.machine().getOrDefault("Java", ""),
            results.machine().getOrDefault("system", ""));
    return Summary.figure(manifest, TITLE, List.of());
  }
}
