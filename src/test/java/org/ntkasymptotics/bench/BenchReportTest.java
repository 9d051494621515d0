package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.report.TextTable;

class BenchReportTest {
  private static final BenchResults RESULTS = CannedResults.of(2, 1, 0.01, 1);

  @TempDir Path directory;

  @Test
  void resultsReadBackAreTheSame() throws IOException {
    Files.writeString(directory.resolve(BenchResults.FILE), RESULTS.toJson());
    assertEquals(RESULTS, BenchResults.read(directory));
    assertTrue(RESULTS.toJson().contains("\"timesOurs\""), "ratios are in the file");
  }

  @Test
  void whatIsNoResultIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve(BenchResults.FILE), "{\"format\": 7}");
    for (Path place : List.of(directory.resolve("missing"), directory)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> BenchResults.read(place)).getMessage();
      assertTrue(message.contains("expected"), message);
      assertEquals(1, message.lines().count());
    }
    Files.writeString(file, "no json");
    assertThrows(IllegalArgumentException.class, () -> BenchResults.read(directory));
  }

  @Test
  void thePageHasTablesGrowthSharesRatiosAndCharts() throws IOException {
    BenchReport report = new BenchReport(RESULTS, CannedResults.of(2, 1.5, 0.01, 2));
    report.write(directory);
    String markdown = Files.readString(directory.resolve("report.md"));
    for (String part :
        List.of(
            "## Limits of this machine",
            "## gram",
            "Times scipy",
            "## Memory against M",
            "## At a glance",
            "## Growth",
            "## Changes",
            "faster",
            "JAX is not there: no module named jax",
            "Left out: eigh on cpu",
            "revision abcdef",
            "(time-m-modes.svg)")) {
      assertTrue(markdown.contains(part), part + " is missing in " + markdown);
    }
    String html = Files.readString(directory.resolve("report.html"));
    assertTrue(html.contains("Ratio to the peers") && html.contains("Memory against M"), "charts");
    for (String chart : List.of("time-m-gram", "ratio-modes", "memory-gram", "share-double-gemm")) {
      assertTrue(Files.size(directory.resolve(chart + ".png")) > 1000, chart);
    }
  }

  @Test
  void numbersOfTheTableAreThoseOfTheTimes() {
    TextTable gram =
        new BenchTables(CannedResults.of(2, 1, 1e-12, 1))
            .all().stream().filter(t -> t.heading().equals("gram")).findFirst().orElseThrow();
    // 500·501/2 entries of 1 ns; 8 bytes a nanosecond of 10 GB/s; 6·3 + 50 operations of 100 a
    // nanosecond; the peer takes 5 times as long.
    assertEquals(
        List.of("cpu, M = 500, d = 2", "125 µs", "1 ns", "80 %", "68 %", "5"),
        gram.rows().get(0).stream().map(TextTable.Cell::text).toList());
  }

  @Test
  void deepKernelsAreComparedLayerByLayer() {
    Setting plain = CannedResults.setting(Operation.GRAM, 500);
    Setting deep = plain.with("kernel", "deep-relu-ntk:hidden=3");
    List<Timing> timings =
        List.of(
            timing(plain, Timing.OURS, List.of(List.of(1.0))),
            timing(deep, Timing.OURS, List.of(List.of(7.5))));
    TextTable table = new OperationTable(of(timings), Operation.GRAM, timings).table();
    int column = table.columns().indexOf("Times relu-ntk, per layer");
    assertEquals("", table.rows().get(0).get(column).text());
    assertEquals("2.5", table.rows().get(1).get(column).text());
  }

  @Test
  void anotherMachineIsTold() {
    BenchResults before = CannedResults.of(2, 1, 0.01, 1);
    assertEquals(1, new ChangesTable(before, RESULTS).tables().size());
    BenchResults elsewhere =
        new BenchResults(
            before.date(),
            before.version(),
            before.revision(),
            before.command(),
            Map.of("cpu", "Another processor", "load before", "0.1"),
            before.peers(),
            Map.of("cpu", Map.of("memory", 2e10, "double GEMM", 1.05e11)),
            before.timings().subList(2, 12),
            List.of());
    List<TextTable> tables = new ChangesTable(elsewhere, RESULTS).tables();
    assertTrue(tables.get(0).caption().contains("2 timings were measured now only"));
    assertEquals(
        List.of("cpu", "cpu memory"),
        tables.get(1).rows().stream().map(row -> row.get(0).text()).toList());
  }

  @Test
  void runsOnOneMachineAreJoinedAndOthersAreNot() throws IOException {
    BenchResults again = CannedResults.of(2, 3, 0.01, 2);
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    Files.writeString(one.resolve(BenchResults.FILE), RESULTS.toJson());
    Files.writeString(two.resolve(BenchResults.FILE), again.toJson());
    BenchResults joined = JoinedResults.of(List.of(one, two));
    assertEquals(again.timings(), joined.timings());
    assertEquals(RESULTS.ceilings(), joined.ceilings());
    String other = again.toJson().replace("abcdef", "fedcba");
    Files.writeString(two.resolve(BenchResults.FILE), other);
    String message =
        assertThrows(IllegalArgumentException.class, () -> JoinedResults.of(List.of(one, two)))
            .getMessage();
    assertTrue(message.contains("revision fedcba"), message);
  }

  @Test
  void aPeerThatFailsIsNoFailureOfOurs() {
    Setting setting = CannedResults.setting(Operation.GRAM, 500);
    Timing late = new Timing(setting, "a", List.of(), List.of(), 0, "took longer");
    Timing other =
        new Timing(setting, "b", List.of(), List.of(), 0, Timing.ANOTHER_ANSWER + "1, ours 2");
    Timing own = new Timing(setting, Timing.OURS, List.of(), List.of(), 0, "wrong entry");
    BenchResults results = of(List.of(late, other, own));
    assertEquals(3, results.troubles().size());
    assertEquals(2, results.failures().size());
  }

  private static BenchResults of(List<Timing> timings) {
    return new BenchResults(
        "2026-01-02",
        "1.0",
        "abcdef",
        "ntk bench",
        Map.of(),
        Map.of(),
        Map.of(),
        timings,
        List.of());
  }

  @Test
  void growthIsTheSlope() {
    double[] x = {100, 200, 400, 800};
    double[] y = {3e4, 12e4, 48e4, 192e4};
    assertEquals(2, Growth.of(x, y).exponent(), 1e-12);
    assertEquals(0, Growth.of(x, y).halfWidth(), 1e-6);
    assertThrows(
        IllegalArgumentException.class, () -> Growth.of(new double[] {2, 2}, new double[] {1, 3}));
    List<Scaling> scalings = Scaling.along(RESULTS, "m");
    assertEquals(4, scalings.size());
    assertEquals(3, scalings.get(2).workGrowth().exponent(), 1e-12);
    assertEquals(3, scalings.get(2).growth().exponent(), 0.1);
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    Setting setting = CannedResults.setting(Operation.GRAM, 500);
    Timing ours = timing(setting, Timing.OURS, List.of(List.of(1.0, 1.2), List.of(2.0)));
    Timing peer = timing(setting, "scipy", List.of(List.of(3.3), List.of(10.0)));
    Ratio ratio = Ratio.of(ours, peer).orElseThrow();
    assertEquals(3, ratio.lowest(), 1e-12);
    assertEquals(5, ratio.highest(), 1e-12);
    assertEquals(4, ratio.value(), 1e-12);
  }

  @Test
  void anotherAnswerIsTold() {
    Setting setting = CannedResults.setting(Operation.GRAM, 500);
    Timing ours = new Timing(setting, Timing.OURS, List.of(), List.of(1.0, 2.0), 0, "");
    Timing near = new Timing(setting, "a", List.of(), List.of(2.000001), 0, "");
    assertEquals("", BenchSession.judged(ours, near, 1e-5).trouble());
    assertTrue(BenchSession.judged(ours, near, 1e-7).trouble().startsWith("another answer"));
  }

  private static Timing timing(Setting setting, String who, List<List<Double>> rounds) {
    return new Timing(setting, who, rounds, List.of(), 0, "");
  }
}
