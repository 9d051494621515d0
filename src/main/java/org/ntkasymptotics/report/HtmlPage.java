package org.ntkasymptotics.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The report as one HTML file that needs nothing outside itself. */
final class HtmlPage {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final ReportPage page;
  private final Summary summary;
  private final Typeface typeface;

  HtmlPage(ReportPage page, Summary summary, Typeface typeface) {
    this.page = page;
    this.summary = summary;
    this.typeface = typeface;
  }

  /** The file's text. */
  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<meta name=\"color-scheme\" content=\"light dark\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            + "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n");
    html.append("<title>").append(Markup.escape(page.title())).append("</title>\n");
    html.append("<style>\n").append(resource(UPLOT + "dist/uPlot.min.css")).append('\n');
    html.append(resource("report.css")).append("</style>\n</head>\n<body>\n<main>\n<header>\n");
    html.append("<h1>").append(Markup.rich(page.title())).append("</h1>\n");
    html.append("<p class=\"lead\">").append(Markup.rich(page.lead())).append("</p>\n</header>\n");
    tables(html, page.overview());
    for (int r = 0; r < page.rows().size(); r++) {
      row(html, page.rows().get(r), r);
    }
    sections(html);
    html.append("</main>\n");
    scripts(html);
    return html.append("</body>\n</html>\n").toString();
  }

  private void row(StringBuilder html, ChartRow row, int number) {
    html.append("<section class=\"plots\">\n");
    if (!row.heading().isEmpty()) {
      html.append("<h2>").append(Markup.rich(row.heading())).append("</h2>\n");
    }
    if (!row.text().isEmpty()) {
      html.append("<p>").append(Markup.rich(row.text())).append("</p>\n");
    }
    html.append("<div class=\"row\">\n");
    for (int k = 0; k < row.charts().size(); k++) {
      Chart chart = row.charts().get(k);
      String id = "plot-" + number + "-" + k;
      html.append("<figure id=\"").append(id).append("\" class=\"plot\">\n<div class=\"static\">");
      html.append(new Drawing(id, List.of(chart), typeface).svgElement());
      html.append("</div>\n");
      if (!chart.caption().isEmpty()) {
        html.append("<figcaption>").append(Markup.rich(chart.caption())).append("</figcaption>\n");
      }
      html.append("</figure>\n");
    }
    html.append("</div>\n</section>\n");
  }

  private static void tables(StringBuilder html, List<TextTable> tables) {
    tables.forEach(table -> section(html, table.heading(), HtmlTables.table(table)));
  }

  private void sections(StringBuilder html) {
    tables(html, page.tables());
    boolean laws = summary.cases().stream().anyMatch(one -> !one.laws().isEmpty());
    section(html, "Exponents and constants", laws ? HtmlTables.laws(summary.cases()) : "");
    StringBuilder caveats = new StringBuilder();
    page.caveats().stream()
        .filter(caveat -> remarks().noneMatch(caveat::endsWith))
        .forEach(c -> caveats.append("<li>").append(Markup.rich(c)).append("</li>\n"));
    section(
        html, "Caveats", caveats.isEmpty() ? "" : "<ul class=\"prose\">\n" + caveats + "</ul>\n");
    section(
        html,
        "How each number was obtained",
        page.notes().isEmpty() ? "" : HtmlTables.entries(page.notes(), "notes"));
    section(
        html,
        "Parameters",
        page.parameters().isEmpty() ? "" : HtmlTables.entries(page.parameters(), "facts"));
    String command = summary.manifest().command();
    section(
        html,
        "To reproduce",
        command.isEmpty() ? "" : "<pre><code>" + Markup.escape(command) + "</code></pre>\n");
    section(
        html, "Made with", HtmlTables.entries(HtmlTables.manifest(summary.manifest()), "facts"));
  }

  // What stands under the table need not stand below once more.
  private Stream<String> remarks() {
    return summary.cases().stream()
        .flatMap(one -> one.laws().stream())
        .flatMap(law -> law.remarks().stream())
        .filter(remark -> !remark.isBlank());
  }

  private static void section(StringBuilder html, String heading, String body) {
    if (!body.isEmpty()) {
      html.append("<section>\n<h2>").append(heading).append("</h2>\n").append(body);
      html.append("</section>\n");
    }
  }

  private void scripts(StringBuilder html) {
    if (page.charts().isEmpty()) {
      return;
    }
    // "<" would let a name end the script element.
    html.append("<script type=\"application/json\" id=\"plots\">");
    html.append(Json.compact(data()).replace("<", "\\u003c")).append("</script>\n");
    html.append("<script>\n/* uPlot 1.6.30\n").append(resource(UPLOT + "LICENSE"));
    html.append("*/\n").append(resource(UPLOT + "dist/uPlot.iife.min.js"));
    html.append("\n</script>\n<script>\n").append(resource("report.js")).append("</script>\n");
  }

  private ObjectNode data() {
    ObjectNode root = Json.object();
    ArrayNode plots = root.putArray("plots");
    for (int r = 0; r < page.rows().size(); r++) {
      List<Chart> charts = page.rows().get(r).charts();
      for (int k = 0; k < charts.size(); k++) {
        plot(plots.addObject(), "plot-" + r + "-" + k, charts.get(k));
      }
    }
    return root;
  }

  private static void plot(ObjectNode node, String id, Chart given) {
    ChartRange range = ChartRange.of(given);
    Chart chart = given.thinned(ReportFiles.POINTS_PER_CURVE);
    node.put("id", id);
    node.put("title", chart.title());
    node.put("description", Drawing.describe(chart));
    node.put("xName", chart.xLabel());
    node.put("xLabel", Markup.rich(chart.xLabel()));
    node.put("yLabel", Markup.rich(chart.yLabel()));
    node.put("logX", chart.logX());
    node.put("logY", chart.logY());
    node.putArray("x").add(range.x().low()).add(range.x().high());
    node.putArray("y").add(range.y().low()).add(range.y().high());
    ArrayNode curves = node.putArray("curves");
    for (Curve curve : chart.curves()) {
      ObjectNode one = curves.addObject();
      one.put("name", curve.name());
      one.put("style", curve.style().name().toLowerCase(Locale.ROOT));
      one.put("styleLabel", curve.style().label());
      one.put("implied", Legend.isImplied(curve, chart));
      one.put("ink", Ink.of(curve).name());
      one.put("group", curve.group());
      ArrayNode x = one.putArray("x");
      ArrayNode y = one.putArray("y");
      for (int i = 0; i < curve.x().length; i++) {
        x.add(rounded(curve.x()[i]));
        y.add(rounded(curve.y()[i]));
      }
      curve.bars().ifPresent(bars -> bars(one.putArray("bars"), bars));
    }
  }

  private static void bars(ArrayNode list, Curve.Bars bars) {
    for (int i = 0; i < bars.low().length; i++) {
      boolean there = Double.isFinite(bars.low()[i]) && Double.isFinite(bars.high()[i]);
      ArrayNode bar = list.addArray();
      if (there) {
        bar.add(rounded(bars.low()[i])).add(rounded(bars.high()[i]));
      }
    }
  }

  // Seven digits show all a plot can, in half the space.
  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.6e", value));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " is damaged: build the program again", e);
    }
  }
}
