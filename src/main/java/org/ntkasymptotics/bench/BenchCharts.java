package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;

/** The charts of a report: times, memory, shares of the limit and ratios against sizes. */
final class BenchCharts {
  /** What times are drawn against. */
  static final List<String> PARAMETERS = List.of("m", "d", "n");

  /** As many as there are colours. */
  private static final int CURVES = 8;

  private final BenchResults results;

  BenchCharts(BenchResults results) {
    this.results = results;
  }

  List<ChartRow> rows() {
    List<ChartRow> rows = new ArrayList<>();
    for (String parameter : PARAMETERS) {
      List<Chart> charts = new ArrayList<>();
      for (Operation operation : Operation.values()) {
        times(operation, parameter).ifPresent(charts::add);
      }
      add(
          rows,
          "Time against " + (parameter.equals("d") ? "d" : parameter.toUpperCase(Locale.ROOT)),
          "Solid: measured. Dashed: as the number of operations grows, through the last time.",
          charts);
    }
    add(rows, "Memory against M", "How far resident memory rose, matrix included.", memory());
    add(rows, "Share of the limit", "Of what the machine can do at most.", shares());
    add(rows, "Ratio to the peers", "How many times faster the engine is.", ratios());
    return rows;
  }

  private static void add(List<ChartRow> rows, String heading, String text, List<Chart> charts) {
    if (!charts.isEmpty()) {
      rows.add(new ChartRow(heading, text, charts));
    }
  }

  private Optional<Chart> times(Operation operation, String parameter) {
    List<Curve> curves = new ArrayList<>();
    int group = 0;
    for (Scaling scaling : of(operation, Scaling.along(results, parameter))) {
      String name = scaling.legend();
      curves.add(new Curve(name, scaling.x(), scaling.seconds(), CurveStyle.MEASURED, group));
      if (scaling.first().isOurs()) {
        curves.add(new Curve(name, scaling.x(), scaling.scaledWork(), CurveStyle.THEORY, group));
      }
      group++;
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    String size = parameter.equals("d") ? "d" : parameter.toUpperCase(Locale.ROOT);
    return Optional.of(
        Chart.logLog(
            "time-" + parameter + "-" + operation.word(),
            operation.word(),
            size,
            "seconds",
            curves,
            ""));
  }

  private static List<Scaling> of(Operation operation, List<Scaling> all) {
    return all.stream()
        .filter(s -> s.first().setting().operation() == operation)
        .limit(CURVES)
        .toList();
  }

  private List<Chart> memory() {
    List<Chart> charts = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      List<Curve> curves = new ArrayList<>();
      for (Scaling scaling : of(operation, Scaling.along(results, "m"))) {
        double[] mebibytes =
            scaling.timings().stream().mapToDouble(t -> t.memoryBytes() / 0x1p20).toArray();
        if (Arrays.stream(mebibytes).allMatch(b -> b > 0)) {
          curves.add(
              new Curve(
                  scaling.legend(), scaling.x(), mebibytes, CurveStyle.MEASURED, curves.size()));
        }
      }
      if (!curves.isEmpty()) {
        charts.add(
            Chart.logLog("memory-" + operation.word(), operation.word(), "M", "MiB", curves, ""));
      }
    }
    return charts;
  }

  private List<Chart> shares() {
    List<Chart> charts = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      List<Curve> curves = new ArrayList<>();
      for (Scaling scaling : Scaling.along(results, "m")) {
        double[] percent =
            scaling.timings().stream()
                .mapToDouble(t -> 100 * results.share(t, limit).orElse(Double.NaN))
                .toArray();
        if (scaling.first().isOurs() && Arrays.stream(percent).allMatch(Double::isFinite)) {
          curves.add(
              new Curve(scaling.label(), scaling.x(), percent, CurveStyle.MEASURED, curves.size()));
        }
      }
      if (!curves.isEmpty()) {
        String id = "share-" + limit.label().toLowerCase(Locale.ROOT).replace(' ', '-');
        charts.add(
            Chart.logLog(
                id,
                "of " + limit.label(),
                "M",
                "percent",
                curves.stream().limit(CURVES).toList(),
                ""));
      }
    }
    return charts;
  }

  private List<Chart> ratios() {
    List<Chart> charts = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      List<Curve> curves = new ArrayList<>();
      for (Scaling scaling : of(operation, Scaling.along(results, "m"))) {
        if (!scaling.first().isOurs()) {
          curve(scaling, curves.size()).ifPresent(curves::add);
        }
      }
      if (!curves.isEmpty()) {
        charts.add(
            Chart.logLog(
                "ratio-" + operation.word(), operation.word(), "M", "times faster", curves, ""));
      }
    }
    return charts;
  }

  private Optional<Curve> curve(Scaling peer, int group) {
    List<Ratio> ratios =
        peer.timings().stream()
            .flatMap(
                t ->
                    results
                        .timing(t.setting(), Timing.OURS)
                        .flatMap(ours -> Ratio.of(ours, t))
                        .stream())
            .toList();
    if (ratios.size() != peer.timings().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Curve(
            peer.legend(),
            peer.x(),
            ratios.stream().mapToDouble(Ratio::value).toArray(),
            CurveStyle.MEASURED,
            group,
            Optional.of(
                new Curve.Bars(
                    ratios.stream().mapToDouble(Ratio::lowest).toArray(),
                    ratios.stream().mapToDouble(Ratio::highest).toArray()))));
  }
}
