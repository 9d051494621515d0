package org.ntkasymptotics.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.report.Manifest;
import org.ntkasymptotics.report.ReportFiles;
import org.ntkasymptotics.report.ReportPage;
import org.ntkasymptotics.report.Summary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A report of three charts of two curves each, with all its files. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReportBenchmark {
  private static final int CHARTS = 3;

  /** Points of a curve. */
  @Param({"10000"})
  public int m;

  private ReportPage page;
  private Summary summary;
  private Path place;

  /** Power laws. */
  @Setup
  public void compose() throws IOException {
    place = Files.createTempDirectory("ntk-report");
    List<Chart> charts = new ArrayList<>();
    for (int k = 0; k < CHARTS; k++) {
      List<Curve> curves =
          List.of(law("measured", k, CurveStyle.MEASURED), law("theory", k, CurveStyle.THEORY));
      charts.add(Chart.logLog("chart-" + k, "Chart " + k, "n", "value", curves, "A power law."));
    }
    page =
        new ReportPage(
            "Report", "Three charts.", List.of(new ChartRow("", "", charts)),
            List.of(), List.of(), List.of());
    Manifest manifest =
        Manifest.ofThisMachine(
            "", "", "cpu", "", "", Map.of(), 0, Instant.EPOCH, "ntk bench report");
    summary = Summary.figure(manifest, "Report", List.of());
  }

  private Curve law(String name, int exponent, CurveStyle style) {
    double[] x = new double[m];
    double[] y = new double[m];
    for (int i = 0; i < m; i++) {
      x[i] = i + 1;
      y[i] = Math.pow(x[i], -exponent - 1);
    }
    return new Curve(name, x, y, style, 0);
  }

  /** Draws and writes. */
  @Benchmark
  public Path report() {
    ReportFiles.replaceAll(place, Map.of(), page, summary);
    return place;
  }

  /** Looks at the files and removes them. */
  @TearDown
  public void close() throws IOException {
    if (Files.size(place.resolve(ReportFiles.HTML)) < 10_000) {
      throw new IllegalStateException("the report is empty");
    }
    MemoryRise memory = MemoryRise.now();
    report();
    memory.print();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(place);
  }
}
