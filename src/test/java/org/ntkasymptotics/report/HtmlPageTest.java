package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  @Test
  void loadsNothing() {
    String html = html(SyntheticReport.page(), SyntheticReport.summary());
    assertTrue(html.contains("default-src 'none'"), "the browser is told to load nothing");
    assertFalse(
        Pattern.compile("(?i)(src|href|action|data)\\s*=\\s*[\"']?\\s*(https?:)?//")
            .matcher(html)
            .find());
    assertFalse(Pattern.compile("(?i)@import|url\\(\\s*[\"']?(?!#)").matcher(html).find());
    assertFalse(Pattern.compile("(?i)<(link|iframe|object|embed|base)\\b").matcher(html).find());
    String rest = html.replace("http://www.w3.org/2000/svg", "");
    Matcher address = Pattern.compile("https?://[^\\s\"'<]*").matcher(rest);
    while (address.find()) {
      // The licence and the source of the plotting script name their home.
      assertTrue(address.group().startsWith("https://github.com/leeoniya/"), address.group());
    }
  }

  @Test
  void escapesWhateverIsNamed() {
    String evil = SyntheticReport.HOSTILE;
    Chart chart =
        Chart.logLog(
            "c",
            evil,
            evil,
            evil,
            List.of(
                new Curve(evil, new double[] {1, 2}, new double[] {1, 2}, CurveStyle.POINTS, 0)),
            evil);
    ReportPage.Entry entry = new ReportPage.Entry(evil, evil);
    ReportPage page =
        new ReportPage(
            evil,
            evil,
            List.of(new ChartRow(evil, evil, List.of(chart))),
            List.of(entry),
            List.of(entry),
            List.of(evil));
    LawResult law =
        new LawResult(
            Law.EIGENVALUES,
            LawResult.Theory.none(evil),
            LawResult.Fit.none(evil),
            new LawResult.Ratio(Measured.of(1, 0.9, 1.1), Window.none(), evil),
            List.of(evil));
    Manifest manifest =
        Manifest.ofThisMachine(
            evil,
            evil,
            evil,
            evil,
            evil,
            java.util.Map.of(evil, 1.0),
            1,
            java.time.Instant.EPOCH,
            evil);
    CaseResult one = new CaseResult(evil, List.of(law));
    String html = html(page, Summary.figure(manifest, evil, List.of(one, one)));
    assertFalse(html.contains("<script>alert"), "a name became a script");
    // Data, plotting script and ours: no element came from a name.
    assertEquals(3, html.split("</script>", -1).length - 1);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)"));
  }

  @Test
  void saysWhatTheContractAsksFor() {
    String html = html(SyntheticReport.page(), SyntheticReport.summary());
    for (String words :
        List.of(
            "<caption>",
            "Measured / predicted",
            "./ntk figure 1 --scale quick --seed 1",
            "How each number was obtained",
            "Parameters",
            "Caveats",
            "role=\"img\"",
            "lang=\"en\"",
            "viewport",
            "prefers-color-scheme: dark",
            "@media print",
            "1.515",
            "[1.478, 1.552]",
            "Copyright",
            "uPlot")) {
      assertTrue(html.contains(words), words);
    }
  }

  @Test
  void aPageWithoutAnythingIsStillAPage() {
    ReportPage page = new ReportPage("t", "", List.of(), List.of(), List.of(), List.of());
    String html =
        html(page, Summary.of(SyntheticReport.manifest(), new CaseResult("x", List.of())));
    assertTrue(html.endsWith("</html>\n"));
    assertFalse(html.contains("<script"));
  }

  private static String html(ReportPage page, Summary summary) {
    try (Typeface typeface = new Typeface()) {
      return new HtmlPage(page, summary, typeface).html();
    }
  }
}
