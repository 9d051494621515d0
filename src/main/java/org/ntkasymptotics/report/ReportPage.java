package org.ntkasymptotics.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a report shows beside the numbers of the {@link Summary}.
 *
 * @param title of the page
 * @param lead what was done and what came out, one paragraph
 * @param rows charts; the first row is also drawn as one figure, {@code figure.svg} and {@code
 *     figure.png}
 * @param parameters name and value, as given or defaulted
 * @param notes how each number was obtained
 * @param caveats what to distrust
 * @param tables shown under the charts
 * @param overview what is to be read first, above the charts
 */
public record ReportPage(
    String title,
    String lead,
    List<ChartRow> rows,
    List<Entry> parameters,
    List<Entry> notes,
    List<String> caveats,
    List<TextTable> tables,
    List<TextTable> overview) {

  /** Without an overview. */
  public ReportPage(
      String title,
      String lead,
      List<ChartRow> rows,
      List<Entry> parameters,
      List<Entry> notes,
      List<String> caveats,
      List<TextTable> tables) {
    this(title, lead, rows, parameters, notes, caveats, tables, List.of());
  }

  /** Without tables. */
  public ReportPage(
      String title,
      String lead,
      List<ChartRow> rows,
      List<Entry> parameters,
      List<Entry> notes,
      List<String> caveats) {
    this(title, lead, rows, parameters, notes, caveats, List.of());
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if two charts share an id or one is called {@code figure}
   */
  public ReportPage {
    rows = List.copyOf(rows);
    Set<String> ids = new HashSet<>(Set.of("figure"));
    for (ChartRow row : rows) {
      for (Chart chart : row.charts()) {
        if (!ids.add(chart.id())) {
          throw new IllegalArgumentException(
              "chart id '" + chart.id() + "' is taken, and ids name files: choose another");
        }
      }
    }
    parameters = List.copyOf(parameters);
    notes = List.copyOf(notes);
    caveats = List.copyOf(caveats);
    tables = List.copyOf(tables);
    overview = List.copyOf(overview);
  }

  /**
   * A term and what is said about it.
   *
   * @param term short
   * @param text a value or a few sentences
   */
  public record Entry(String term, String text) {}

  /** All charts, row by row. */
  public List<Chart> charts() {
    return rows.stream().flatMap(row -> row.charts().stream()).toList();
  }

  /** The same page with more charts and tables behind its own. */
  ReportPage with(List<ChartRow> moreRows, List<TextTable> moreTables) {
    return new ReportPage(
        title,
        lead,
        Stream.concat(rows.stream(), moreRows.stream()).toList(),
        parameters,
        notes,
        caveats,
        Stream.concat(tables.stream(), moreTables.stream()).toList(),
        overview);
  }

  /** The same page, every curve thinned to at most {@code limit} points. */
  ReportPage thinned(int limit) {
    List<ChartRow> thin =
        rows.stream()
            .map(
                row ->
                    new ChartRow(
                        row.heading(),
                        row.text(),
                        row.charts().stream().map(chart -> chart.thinned(limit)).toList()))
            .toList();
    return new ReportPage(title, lead, thin, parameters, notes, caveats, tables, overview);
  }
}
