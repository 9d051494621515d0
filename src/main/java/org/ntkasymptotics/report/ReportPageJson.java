package org.ntkasymptotics.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ntkasymptotics.host.Excerpt;

/** {@link ReportPage} as a JSON tree and back: {@code report.json}. */
final class ReportPageJson {
  private ReportPageJson() {}

  static ObjectNode write(ReportPage page) {
    ObjectNode root = Json.object();
    root.put("title", page.title());
    root.put("lead", page.lead());
    ArrayNode rows = root.putArray("rows");
    for (ChartRow row : page.rows()) {
      ObjectNode node = rows.addObject();
      node.put("heading", row.heading());
      node.put("text", row.text());
      ArrayNode charts = node.putArray("charts");
      row.charts().forEach(chart -> writeChart(charts.addObject(), chart));
    }
    writeEntries(root.putArray("parameters"), page.parameters());
    writeEntries(root.putArray("notes"), page.notes());
    ArrayNode caveats = root.putArray("caveats");
    page.caveats().forEach(caveats::add);
    ArrayNode tables = root.putArray("tables");
    page.tables().forEach(table -> writeTable(tables.addObject(), table));
    ArrayNode overview = root.putArray("overview");
    page.overview().forEach(table -> writeTable(overview.addObject(), table));
    return root;
  }

  private static void writeTable(ObjectNode node, TextTable table) {
    node.put("heading", table.heading());
    node.put("caption", table.caption());
    ArrayNode columns = node.putArray("columns");
    table.columns().forEach(columns::add);
    ArrayNode rows = node.putArray("rows");
    for (List<TextTable.Cell> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> cells.addObject().put("text", cell.text()).put("link", cell.link()));
    }
  }

  private static TextTable readTable(JsonNode node) {
    List<String> columns = new ArrayList<>();
    node.path("columns").forEach(column -> columns.add(column.asText()));
    List<List<TextTable.Cell>> rows = new ArrayList<>();
    for (JsonNode row : node.path("rows")) {
      List<TextTable.Cell> cells = new ArrayList<>();
      row.forEach(
          c -> cells.add(new TextTable.Cell(Json.string(c, "text"), Json.string(c, "link"))));
      rows.add(cells);
    }
    return new TextTable(Json.string(node, "heading"), Json.string(node, "caption"), columns, rows);
  }

  private static void writeChart(ObjectNode node, Chart chart) {
    node.put("id", chart.id());
    node.put("title", chart.title());
    node.put("xLabel", chart.xLabel());
    node.put("yLabel", chart.yLabel());
    node.put("logX", chart.logX());
    node.put("logY", chart.logY());
    node.put("caption", chart.caption());
    ArrayNode curves = node.putArray("curves");
    for (Curve curve : chart.curves()) {
      ObjectNode one = curves.addObject();
      one.put("name", curve.name());
      one.put("style", curve.style().name().toLowerCase(Locale.ROOT));
      one.put("group", curve.group());
      writeNumbers(one.putArray("x"), curve.x());
      writeNumbers(one.putArray("y"), curve.y());
      curve
          .bars()
          .ifPresent(
              bars -> {
                writeNumbers(one.putArray("low"), bars.low());
                writeNumbers(one.putArray("high"), bars.high());
              });
    }
  }

  private static void writeNumbers(ArrayNode array, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }

  private static void writeEntries(ArrayNode array, List<ReportPage.Entry> entries) {
    entries.forEach(e -> array.addObject().put("term", e.term()).put("text", e.text()));
  }

  static ReportPage read(JsonNode root, Path source) {
    List<ChartRow> rows = new ArrayList<>();
    for (JsonNode row : root.path("rows")) {
      List<Chart> charts = new ArrayList<>();
      row.path("charts").forEach(chart -> charts.add(readChart(chart, source)));
      rows.add(new ChartRow(Json.string(row, "heading"), Json.string(row, "text"), charts));
    }
    List<String> caveats = new ArrayList<>();
    root.path("caveats").forEach(caveat -> caveats.add(caveat.asText()));
    return new ReportPage(
        Json.string(root, "title"),
        Json.string(root, "lead"),
        rows,
        readEntries(root.path("parameters")),
        readEntries(root.path("notes")),
        caveats,
        readTables(root.path("tables")),
        readTables(root.path("overview")));
  }

  private static List<TextTable> readTables(JsonNode array) {
    List<TextTable> tables = new ArrayList<>();
    array.forEach(table -> tables.add(readTable(table)));
    return tables;
  }

  private static Chart readChart(JsonNode node, Path source) {
    List<Curve> curves = new ArrayList<>();
    try {
      for (JsonNode curve : node.path("curves")) {
        curves.add(
            new Curve(
                Json.string(curve, "name"),
                readNumbers(curve.path("x")),
                readNumbers(curve.path("y")),
                CurveStyle.valueOf(Json.string(curve, "style").toUpperCase(Locale.ROOT)),
                curve.path("group").asInt(0),
                readBars(curve)));
      }
      return new Chart(
          Json.string(node, "id"),
          Json.string(node, "title"),
          Json.string(node, "xLabel"),
          Json.string(node, "yLabel"),
          node.path("logX").asBoolean(true),
          node.path("logY").asBoolean(true),
          curves,
          Json.string(node, "caption"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + Excerpt.of(e.getMessage()), e);
    }
  }

  private static Optional<Curve.Bars> readBars(JsonNode curve) {
    return curve.has("low")
        ? Optional.of(
            new Curve.Bars(readNumbers(curve.path("low")), readNumbers(curve.path("high"))))
        : Optional.empty();
  }

  private static double[] readNumbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble(Double.NaN);
    }
    return values;
  }

  private static List<ReportPage.Entry> readEntries(JsonNode array) {
    List<ReportPage.Entry> entries = new ArrayList<>();
    array.forEach(
        e -> entries.add(new ReportPage.Entry(Json.string(e, "term"), Json.string(e, "text"))));
    return entries;
  }
}
