package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares of a sweep merged: numbers whose mean and spread are known. */
class SweepReportTest {
  /** A mean of three doubles and the root of a sum of three squares: a few rounding errors. */
  private static final double ROUNDING = 1e-14;

  @TempDir Path temp;

  private final ObjectMapper json = new ObjectMapper();

  private static Map<String, String> values(int d, String kernel, int seed) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("data.mixture.d", "" + d);
    values.put("kernel.name", kernel);
    values.put("seed", "" + seed);
    return values;
  }

  private static String name(Map<String, String> values) {
    return String.join("_", values.values()).replace(':', '-');
  }

  /** A finished point whose ν is given and whose theory is 1 + 1/d. */
  private static void point(SweepDirectory sweep, Map<String, String> values, double nu) {
    try (RunDirectory run = RunDirectory.start(sweep.run(name(values)), "seed: 1\n")) {
      double theory = 1 + 1.0 / Integer.parseInt(values.get("data.mixture.d"));
      LawResult law =
          new LawResult(
              Law.EIGENVALUES,
              new LawResult.Theory(Predicted.of(theory), Predicted.of(0.5)),
              new LawResult.Fit(
                  Measured.of(nu, nu - 0.1, nu + 0.1),
                  Measured.of(7, 6, 8),
                  Measured.of(nu / 2, nu / 2 - 0.1, nu / 2 + 0.1),
                  new Window(10, 100)),
              LawResult.Ratio.none("not measured"),
              List.of());
      Summary summary =
          Summary.of(SyntheticReport.manifest(), new CaseResult("", List.of(law), Map.of()));
      List<ReportPage.Entry> parameters = new ArrayList<>();
      values.forEach((key, value) -> parameters.add(new ReportPage.Entry(key, value)));
      parameters.add(new ReportPage.Entry("target.gp.d", values.get("data.mixture.d")));
      parameters.add(new ReportPage.Entry("backend.threads", "" + sweep.place()));
      ReportPage page = new ReportPage("t", "", List.of(), parameters, List.of(), List.of());
      ReportFiles.write(run, page, summary);
      run.finish();
    }
  }

  private SweepDirectory sweep(String name, List<Map<String, String>> points) {
    SweepDirectory sweep = new SweepDirectory(temp.resolve(name));
    sweep.announce(
        new SweepIndex(
            "test", points.stream().map(v -> new SweepIndex.Point(name(v), v)).toList()));
    return sweep;
  }

  /** Two shares in directories of their own, as two machines would leave them. */
  private List<SweepDirectory> shares() {
    List<Map<String, String>> points =
        List.of(
            values(1, "relu-ntk", 1),
            values(1, "relu-ntk", 2),
            values(1, "relu-ntk", 3),
            values(2, "power-ntk:q=0.75", 1),
            values(2, "power-ntk:q=0.75", 2),
            values(2, "relu-ntk", 1),
            values(4, "relu-ntk", 1));
    SweepDirectory one = sweep("one", points);
    SweepDirectory two = sweep("two", points);
    point(one, points.get(0), 1.9);
    point(two, points.get(1), 2.2);
    point(one, points.get(2), 2.2);
    point(two, points.get(3), 1.25);
    point(two, points.get(5), 1.4);
    point(one, points.get(5), 99);
    two.failed(name(points.get(6)), "modes: no convergence; try again");
    return List.of(two, one);
  }

  @Test
  void meanAndSpreadOverSeedsAreThoseOfTheSharesTogether() throws IOException {
    SweepReport report = SweepReport.of(shares());
    assertEquals(5, report.finished());
    assertEquals(
        Map.of(
            name(values(2, "power-ntk:q=0.75", 2)), "to do",
            name(values(4, "relu-ntk", 1)), "modes: no convergence; try again"),
        report.missing());
    JsonNode root = json.readTree(report.toJson());
    assertEquals(5, root.path("runs").size());
    JsonNode group = root.path("groups").get(0);
    assertEquals("relu-ntk", group.path("setting").path("kernel").asText());
    assertEquals(1.0, group.path("setting").path("data.mixture.d").asDouble());
    assertFalse(group.path("setting").has("seed"));
    assertEquals(3, group.path("points").size());
    JsonNode exponent = group.path("exponent");
    assertRelative(2.1, exponent.path("mean").asDouble(), ROUNDING, "mean");
    assertRelative(Math.sqrt(0.03), exponent.path("spread").asDouble(), ROUNDING, "spread");
    assertEquals(3, exponent.path("count").asInt());
    assertEquals(2.0, exponent.path("theory").asDouble());
    // No ratio was measured: that of the constants stands for it.
    assertRelative(2.1, group.path("ratio").path("mean").asDouble(), ROUNDING, "ratio");
    assertRelative(1.05, group.path("constant").path("mean").asDouble(), ROUNDING, "constant");
    // The share named first counts where a point is in both.
    JsonNode single = root.path("groups").get(2);
    assertEquals(1.4, single.path("exponent").path("mean").asDouble());
    assertTrue(single.path("exponent").path("spread").isNull());
  }

  @Test
  void filesHoldTablesAndPlotsOfWhatVaries() throws IOException {
    Path out = temp.resolve("merged");
    SweepReport.of(shares()).write(out);
    List<String> rows = Files.readAllLines(out.resolve(SweepReport.ROWS));
    assertEquals(6, rows.size());
    assertTrue(
        rows.get(0).startsWith("point,data.mixture.d,kernel,seed,kernel.q,law,exponentTheory,exp"),
        rows.get(0));
    assertTrue(rows.get(4).contains(",2,power-ntk,1,0.75,eigenvalues,1.5,1.25,"), rows.get(4));
    List<String> groups = Files.readAllLines(out.resolve(SweepReport.GROUPS));
    assertEquals(4, groups.size());
    assertTrue(groups.get(1).startsWith("1,relu-ntk,,eigenvalues,3,2.0,2.1"), groups.get(1));
    String html = Files.readString(out.resolve(ReportFiles.HTML));
    for (String part :
        List.of(
            "2.10 ± 0.17",
            "1.40 [1.30, 1.50]",
            "Exponents against d",
            "Measured over predicted against d",
            "power-ntk, q = 0.75",
            "Not finished: ",
            "modes: no convergence; try again",
            "../two/")) {
      assertTrue(html.contains(part), part);
    }
    assertTrue(Files.exists(out.resolve("exponent-data-mixture-d-eigenvalues.svg")));
    assertTrue(Files.exists(out.resolve("figure.png")));
  }

  /** Runs that no sweep made: what varies is seen from their descriptions, the machine left out. */
  @Test
  void runsThatDifferInTheSeedAreMergedWithoutASweep() throws IOException {
    List<SweepDirectory> shares = shares();
    List<FinishedRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      String name = name(values(1, "relu-ntk", seed));
      runs.add(FinishedRun.read(shares.get(seed == 2 ? 0 : 1).run(name)));
    }
    runs.add(FinishedRun.read(shares.get(0).run(name(values(2, "relu-ntk", 1)))));
    Path out = temp.resolve("plain");
    ReportFiles.redraw(runs, out);
    List<String> groups = Files.readAllLines(out.resolve(SweepReport.GROUPS));
    assertTrue(groups.get(0).startsWith("data.mixture.d,law,seeds,"), groups.get(0));
    assertTrue(groups.get(1).startsWith("1,eigenvalues,3,2.0,2.1"), groups.get(1));
    assertTrue(groups.get(2).startsWith("2,eigenvalues,1,1.5,1.4"), groups.get(2));
    String html = Files.readString(out.resolve(ReportFiles.HTML));
    assertTrue(html.contains("2.10 ± 0.17") && html.contains("Exponents against d"));
    Path two = temp.resolve("two-kinds");
    ReportFiles.redraw(List.of(runs.get(0), runs.get(3)), two);
    assertFalse(Files.exists(two.resolve(SweepReport.GROUPS)), "nothing was repeated");
  }

  @Test
  void nothingFinishedIsSaidSo() {
    SweepDirectory empty = sweep("empty", List.of(values(1, "relu-ntk", 1)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> SweepReport.of(List.of(empty)))
            .getMessage();
    assertTrue(message.contains("no point of the sweep is finished yet"), message);
  }

  @Test
  void aDamagedIndexIsRefusedWithItsName() throws IOException {
    SweepDirectory sweep = sweep("damaged", List.of(values(1, "relu-ntk", 1)));
    Path file = temp.resolve("damaged/sweep.json");
    for (String text :
        List.of("", "{", "[1]", "{\"points\":[{\"name\":\"../../etc\"}]}", "{\"points\":[3]}")) {
      Files.writeString(file, text);
      String message = assertThrows(IllegalArgumentException.class, sweep::index).getMessage();
      assertTrue(message.startsWith(file.toString()), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void spreadIsTheSampleStandardDeviation() {
    Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9, Double.NaN);
    assertEquals(5, spread.mean());
    assertRelative(Math.sqrt(32.0 / 7), spread.deviation(), ROUNDING, "deviation");
    assertEquals(8, spread.count());
    assertTrue(Double.isNaN(Spread.of(3).deviation()));
    assertFalse(Spread.of(Double.NaN).exists());
  }
}
