package org.ntkasymptotics.report;

import java.util.List;

/** A page's text, tables and drawings in Markdown, for repositories and mails. */
public final class MarkdownPage {
  /** Its file. */
  public static final String FILE = "report.md";

  private MarkdownPage() {}

  /** The file's text; charts are links to their drawings beside it. */
  public static String of(ReportPage page) {
    StringBuilder text = new StringBuilder("# " + page.title() + "\n\n" + page.lead() + "\n\n");
    page.overview().forEach(table -> table(text, table));
    list(text, page.parameters());
    page.tables().forEach(table -> table(text, table));
    for (ChartRow row : page.rows()) {
      heading(text, row.heading());
      text.append(row.text().isEmpty() ? "" : row.text() + "\n\n");
      for (Chart chart : row.charts()) {
        text.append("![").append(chart.title()).append("](").append(chart.id()).append(".svg)\n");
      }
      text.append('\n');
    }
    section(text, "Caveats", page.caveats());
    section(
        text,
        "How each number was obtained",
        page.notes().stream().map(note -> "**" + note.term() + "** " + note.text()).toList());
    return text.toString().stripTrailing() + "\n";
  }

  private static void heading(StringBuilder text, String heading) {
    text.append(heading.isEmpty() ? "" : "## " + heading + "\n\n");
  }

  private static void list(StringBuilder text, List<ReportPage.Entry> entries) {
    for (ReportPage.Entry entry : entries) {
      text.append("- ").append(entry.term()).append(": ").append(entry.text()).append('\n');
    }
    text.append(entries.isEmpty() ? "" : "\n");
  }

  private static void section(StringBuilder text, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      heading(text, heading);
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
      text.append('\n');
    }
  }

  private static void table(StringBuilder text, TextTable table) {
    heading(text, table.heading());
    text.append(table.caption().isEmpty() ? "" : table.caption() + "\n\n");
    line(text, table.columns());
    text.append("|---".repeat(table.columns().size())).append("|\n");
    for (List<TextTable.Cell> row : table.rows()) {
      line(text, row.stream().map(TextTable.Cell::text).toList());
    }
    text.append('\n');
  }

  private static void line(StringBuilder text, List<String> cells) {
    cells.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(' '));
    text.append("|\n");
  }
}
