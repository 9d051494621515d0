package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.host.WholeFile;

/** The files that show a run: summary, page, plots. */
public final class ReportFiles {
  /** Charts and texts of the report, for redrawing it. */
  public static final String PAGE = "report.json";

  /** The report itself. */
  public static final String HTML = "report.html";

  private static final String FIGURE = "figure";

  /** Points kept per curve. */
  static final int POINTS_PER_CURVE = 600;

  private ReportFiles() {}

  /**
   * Writes {@code summary.json}, {@code report.json}, an SVG and a PNG of each chart and of the
   * first row as {@code figure.svg} and {@code figure.png}, and {@code report.html}.
   *
   * @throws RunDirectoryException if they cannot be written
   */
  public static void write(RunDirectory run, ReportPage page, Summary summary) {
    run.writeText(Summary.FILE, summary.toJson());
    all(page, summary).forEach(run::writeBytes);
  }

  /**
   * Draws the report of finished runs again: of one run in its own directory, of several side by
   * side in a new directory.
   *
   * @param out where to write; for one run may be its own directory, whose drawings are replaced
   * @throws IllegalArgumentException if a run cannot be read
   * @throws RunDirectoryException if the report cannot be written
   */
  public static void redraw(List<FinishedRun> runs, Path out) {
    if (runs.size() == 1) {
      replaceAll(out, Map.of(), runs.get(0).page(), runs.get(0).summary());
      return;
    }
    ReportPage page = Comparison.page(runs);
    Summary summary = Comparison.summary(runs);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(Summary.FILE, summary.toJson());
    SweepTable table = SweepTable.of(VariedRun.among(runs));
    if (table.isRepeated()) {
      page = page.with(SweepCharts.rows(table), List.of(SpreadTable.of(table)));
      texts.put(SweepReport.ROWS, SweepCsv.rows(table));
      texts.put(SweepReport.GROUPS, SweepCsv.groups(table));
    }
    replaceAll(out, texts, page, summary);
  }

  /**
   * Writes texts and the report's files, over older ones, each file whole.
   *
   * @param texts by the names of their files
   * @throws RunDirectoryException if they cannot be written
   */
  public static void replaceAll(
      Path out, Map<String, String> texts, ReportPage page, Summary summary) {
    try {
      Files.createDirectories(out);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        replace(out.resolve(text.getKey()), utf8(text.getValue()));
      }
      for (Map.Entry<String, byte[]> file : all(page, summary).entrySet()) {
        replace(out.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw StagedFiles.failure("cannot write the report to " + out, e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    WholeFile.write(file, path -> Files.write(path, bytes));
  }

  private static Map<String, byte[]> all(ReportPage given, Summary summary) {
    // Drawn from what is kept, so that drawing again gives the same.
    ReportPage page = given.thinned(POINTS_PER_CURVE);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(PAGE, utf8(Json.compact(ReportPageJson.write(page))));
    try (Typeface typeface = new Typeface()) {
      for (Chart chart : page.charts()) {
        put(files, chart.id(), new Drawing(chart.id(), List.of(chart), typeface));
      }
      if (!page.rows().isEmpty() && !page.rows().get(0).charts().isEmpty()) {
        put(files, FIGURE, new Drawing(FIGURE, page.rows().get(0).charts(), typeface));
      }
      files.put(HTML, utf8(new HtmlPage(page, summary, typeface).html()));
    }
    return files;
  }

  private static void put(Map<String, byte[]> files, String name, Drawing drawing) {
    files.put(name + ".svg", utf8(drawing.svgFile()));
    files.put(name + ".png", drawing.png());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
