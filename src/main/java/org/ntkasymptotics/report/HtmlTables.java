package org.ntkasymptotics.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of the page. */
final class HtmlTables {
  private static final String TOTAL = "total";
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HtmlTables() {}

  /**
   * Law, theory, measured with interval, ratio; remarks numbered below. Cases of one law each take
   * a line each, under their own names.
   */
  static String laws(List<CaseResult> cases) {
    Map<String, Integer> remarks = new LinkedHashMap<>();
    boolean printed =
        cases.stream()
            .flatMap(one -> one.laws().stream())
            .anyMatch(law -> law.theory().printed().exists());
    StringBuilder html = new StringBuilder(head(printed));
    boolean lines = cases.size() > 1 && cases.stream().allMatch(c -> c.laws().size() == 1);
    if (lines) {
      html.append("<tbody>\n");
      cases.forEach(c -> html.append(row(c.name(), c.laws().get(0), printed, remarks)));
      html.append("</tbody>\n");
    }
    for (CaseResult one : lines ? List.<CaseResult>of() : cases) {
      html.append("<tbody>\n");
      if (cases.size() > 1) {
        html.append("<tr class=\"case\"><th scope=\"rowgroup\" colspan=\"")
            .append(printed ? 8 : 7)
            .append("\"><span>");
        html.append(Markup.rich(one.name())).append("</span></th></tr>\n");
      }
      one.laws().forEach(law -> html.append(row(law.law().label(), law, printed, remarks)));
      html.append("</tbody>\n");
    }
    return html.append("</table>\n</div>\n").append(list(remarks)).toString();
  }

  private static String head(boolean printed) {
    return """
        <div class="scroll" role="region" tabindex="0" aria-label="Laws, theory and measurement">
        <table class="laws">
        <caption><span>Theory beside measurement. Brackets are 95&nbsp;%% intervals; ± on theory is one \
        standard error of its Monte Carlo average.%s</span></caption>
        <thead>
        <tr><th rowspan="2" scope="col" class="first">Law</th>\
        <th colspan="2" scope="colgroup">Exponent</th>\
        <th colspan="%d" scope="colgroup">Constant</th>\
        <th rowspan="2" scope="col">Measured / predicted</th>\
        <th rowspan="2" scope="col">Fitted over</th></tr>
        <tr><th scope="col">theory</th><th scope="col">measured</th>\
        <th scope="col">theory</th>%s<th scope="col">measured</th></tr>
        </thead>
        """
        .formatted(
            printed ? " Printed: what the paper's own formula gives." : "",
            printed ? 3 : 2,
            printed ? "<th scope=\"col\">printed</th>" : "");
  }

  private static String list(Map<String, Integer> remarks) {
    if (remarks.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<ol class=\"remarks\">\n");
    remarks.forEach(
        (text, number) ->
            html.append("<li id=\"remark-")
                .append(number)
                .append("\">")
                .append(Markup.rich(text))
                .append("</li>\n"));
    return html.append("</ol>\n").toString();
  }

  private static String row(
      String name, LawResult law, boolean printed, Map<String, Integer> remarks) {
    List<String> own = new ArrayList<>(law.remarks());
    Predicted constant = law.theory().constant();
    if (!constant.exists() && !constant.explanation().isEmpty()) {
      own.add(law.law().constantSymbol() + ": " + constant.explanation());
    }
    Measured fitted = law.fit().exponent();
    if (!fitted.exists() && !fitted.reason().isEmpty()) {
      own.add("No fit: " + fitted.reason());
    }
    if (!law.ratio().mean().exists() && !law.ratio().mean().reason().isEmpty()) {
      own.add("No ratio: " + law.ratio().mean().reason());
    }
    StringBuilder marks = new StringBuilder();
    own.forEach(text -> remarks.putIfAbsent(text, remarks.size() + 1));
    for (int number : own.stream().map(remarks::get).distinct().sorted().toList()) {
      marks.append(marks.isEmpty() ? "" : ", ");
      marks.append("<a href=\"#remark-").append(number).append("\">").append(number).append("</a>");
    }
    return "<tr><th scope=\"row\" class=\"first\">"
        + Markup.rich(name)
        + (marks.isEmpty() ? "" : "<sup class=\"marks\">" + marks + "</sup>")
        + "</th>"
        + cell(predicted(law.law().exponentSymbol(), law.theory().exponent()))
        + cell(measured(law.fit().exponent()))
        + cell(predicted(law.law().constantSymbol(), constant))
        + (printed ? cell(printed(law.theory())) : "")
        + cell(measured(NumberText.comparable(law.fit())))
        + cell(measured(law.ratio().mean()))
        + cell(number(NumberText.window(law.fit().window())))
        + "</tr>\n";
  }

  private static String cell(String html) {
    return "<td>" + html + "</td>";
  }

  private static String predicted(String symbol, Predicted number) {
    if (!number.exists()) {
      return "<span class=\"none\" title=\""
          + Markup.escape(number.explanation())
          + "\">none</span>";
    }
    return "<i>" + symbol + "</i> = " + number(NumberText.plusMinus(number));
  }

  private static String printed(LawResult.Theory theory) {
    return number(NumberText.printed(theory))
        + "<span class=\"range\">"
        + Markup.escape(theory.printed().explanation())
        + "</span>";
  }

  private static String measured(Measured number) {
    if (!number.exists()) {
      return "<span class=\"none\" title=\"" + Markup.escape(number.reason()) + "\">none</span>";
    }
    String value =
        number.hasInterval()
            ? NumberText.withError(number.value(), (number.high() - number.low()) / 2)
            : NumberText.plain(number.value());
    return "<b>"
        + number(value)
        + "</b><span class=\"range\">"
        + number(NumberText.interval(number))
        + "</span>";
  }

  /** {@code 1.2e-05} as 1.2 × 10<sup>−5</sup>, with a proper minus sign. */
  static String number(String text) {
    return Markup.escape(text).replaceAll("e(-?\\d+)", " × 10<sup>$1</sup>").replace('-', '−');
  }

  /** A page's own table. */
  static String table(TextTable table) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html.append(" aria-label=\"").append(Markup.escape(table.heading())).append("\">\n");
    html.append("<table class=\"laws\">\n<caption><span>").append(Markup.rich(table.caption()));
    html.append("</span></caption>\n<thead>\n<tr>");
    table
        .columns()
        .forEach(c -> html.append("<th scope=\"col\">").append(Markup.rich(c)).append("</th>"));
    html.append("</tr>\n</thead>\n<tbody>\n");
    for (List<TextTable.Cell> row : table.rows()) {
      html.append("<tr>");
      row.forEach(c -> html.append(cell(linked(c))));
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n</div>\n").toString();
  }

  /** Whatever is written there, the address of a file beside this page: no scheme, no host. */
  private static String relative(String link) {
    return link.startsWith("/") || link.split("/", 2)[0].indexOf(':') >= 0 ? "./" + link : link;
  }

  private static String linked(TextTable.Cell cell) {
    String text = cell.text().matches("[-\\d.].*") ? number(cell.text()) : Markup.rich(cell.text());
    return cell.link().isEmpty()
        ? text
        : "<a href=\"" + Markup.escape(relative(cell.link())) + "\">" + text + "</a>";
  }

  /** Terms and texts. */
  static String entries(List<ReportPage.Entry> entries, String style) {
    StringBuilder html = new StringBuilder("<dl class=\"" + style + "\">\n");
    for (ReportPage.Entry entry : entries) {
      html.append("<div><dt>").append(Markup.rich(entry.term())).append("</dt><dd>");
      html.append(Markup.rich(entry.text())).append("</dd></div>\n");
    }
    return html.append("</dl>\n").toString();
  }

  /** What the run was made with. */
  static List<ReportPage.Entry> manifest(Manifest made) {
    List<ReportPage.Entry> entries = new ArrayList<>();
    String revision = made.revision().isEmpty() ? "" : ", revision " + made.revision();
    entries.add(new ReportPage.Entry("Program", "ntk " + made.version() + revision));
    String why = made.backendReason().isEmpty() ? "" : " (" + made.backendReason() + ")";
    entries.add(new ReportPage.Entry("Back end", made.backend() + why));
    entries.add(new ReportPage.Entry("Device", made.device()));
    entries.add(new ReportPage.Entry("Java", made.jvm()));
    entries.add(new ReportPage.Entry("System", made.os()));
    entries.add(new ReportPage.Entry("Started", MINUTES.format(made.started())));
    if (!made.wallSeconds().isEmpty()) {
      entries.add(new ReportPage.Entry("Time", times(made.wallSeconds())));
    }
    if (made.peakMemoryBytes() > 0) {
      entries.add(
          new ReportPage.Entry(
              "Peak memory",
              String.format(Locale.ROOT, "%.2f GiB", made.peakMemoryBytes() / 0x1p30)));
    }
    entries.removeIf(entry -> entry.text().isEmpty());
    return entries;
  }

  // A stage called "total" is the sum, with what no stage counts.
  private static String times(Map<String, Double> stages) {
    List<String> parts = new ArrayList<>();
    double sum = 0;
    for (Map.Entry<String, Double> stage : stages.entrySet()) {
      if (!stage.getKey().equals(TOTAL)) {
        parts.add(stage.getKey() + " " + seconds(stage.getValue()));
        sum += Double.isFinite(stage.getValue()) ? stage.getValue() : 0;
      }
    }
    String total = seconds(stages.getOrDefault(TOTAL, sum));
    return parts.isEmpty() ? total : total + ": " + String.join(", ", parts);
  }

  private static String seconds(double seconds) {
    return seconds < 100
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(
            Locale.ROOT, "%.0f min %02.0f s", Math.floor(seconds / 60), Math.floor(seconds % 60));
  }
}
