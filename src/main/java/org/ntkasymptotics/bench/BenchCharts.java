package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;

/**
 * The charts of a report: times, memory, shares of the limit and ratios against sizes, one for each
 * operation and machine.
 */
final class BenchCharts {
  /** What times are drawn against. */
  static final List<String> PARAMETERS = List.of("m", "d", "n");

  /** As many as there are colours. */
  private static final int CURVES = 8;

  private final BenchResults results;

  BenchCharts(BenchResults results) {
    this.results = results;
  }

  /** What is drawn of a series. */
  private interface Drawn {
    /** Its curves, of one colour; none where there is nothing to draw. */
    List<Curve> curves(Scaling scaling, String name, int colour);
  }

  List<ChartRow> rows() {
    List<ChartRow> rows = new ArrayList<>();
    for (String parameter : PARAMETERS) {
      List<Scaling> series = Scaling.along(results, parameter);
      add(
          rows,
          "Time against " + Scaling.name(parameter),
          "Solid: measured. Dashed: as the number of operations grows, through the last time.",
          charts("time-" + parameter, "seconds", series, BenchCharts::times));
    }
    List<Scaling> series = Scaling.along(results, "m");
    add(
        rows,
        "Ratio to the peers",
        "How many times faster the engine is; bars from the lowest to the highest round.",
        charts("ratio", "times faster", series, this::ratio));
    add(
        rows,
        "Memory against M",
        "How far memory rose at most, what is worked on and the result included.",
        charts("memory", "MiB", series, BenchCharts::memory));
    add(rows, "Share of the limit", "Of what the machine can do at most.", shares(series));
    return rows;
  }

  private static void add(List<ChartRow> rows, String heading, String text, List<Chart> charts) {
    if (!charts.isEmpty()) {
      rows.add(new ChartRow(heading, text, charts));
    }
  }

  private static List<Chart> charts(String id, String yLabel, List<Scaling> series, Drawn drawn) {
    List<Chart> charts = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (String machine : List.of("cpu", "cuda")) {
        List<Scaling> own =
            series.stream()
                .filter(s -> s.rest().operation() == operation)
                .filter(s -> s.rest().machine().equals(machine))
                .filter(s -> !drawn.curves(s, "", 0).isEmpty())
                .limit(CURVES)
                .toList();
        if (!own.isEmpty()) {
          String place = machine.equals("cuda") ? "-cuda" : "";
          String file = id + "-" + operation.word() + place;
          ChartNames names = new ChartNames(own);
          charts.add(chart(file, names.title(), yLabel, own, names::curve, drawn));
        }
      }
    }
    return charts;
  }

  private static Chart chart(
      String id,
      String title,
      String yLabel,
      List<Scaling> series,
      Function<Scaling, String> name,
      Drawn drawn) {
    List<Curve> curves = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (Scaling one : series) {
      curves.addAll(drawn.curves(one, name.apply(one), colour(one.first().who(), used)));
    }
    return Chart.logLog(id, title, series.get(0).parameterName(), yLabel, curves, "");
  }

  /** The same program has the same colour in all charts, unless it is there already. */
  private static int colour(String who, Set<Integer> used) {
    int usual =
        switch (who) {
          case Timing.OURS -> 0;
          case "numpy", "scipy", "matplotlib" -> 1;
          case "PyTorch" -> 2;
          case "JAX", "Commons Math" -> 3;
          case "scikit-learn", "Hipparchus" -> 4;
          case "CuPy", "EJML" -> 5;
          default -> 6;
        };
    int colour =
        used.contains(usual)
            ? IntStream.range(0, CURVES)
                .map(k -> CURVES - 1 - k)
                .filter(k -> !used.contains(k))
                .findFirst()
                .orElseThrow()
            : usual;
    used.add(colour);
    return colour;
  }

  private static List<Curve> times(Scaling series, String name, int colour) {
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve(name, series.x(), series.seconds(), CurveStyle.MEASURED, colour));
    if (series.first().isOurs()) {
      curves.add(new Curve(name, series.x(), series.scaledWork(), CurveStyle.THEORY, colour));
    }
    return curves;
  }

  private static List<Curve> memory(Scaling series, String name, int colour) {
    double[] mebibytes =
        series.timings().stream().mapToDouble(t -> t.memoryBytes() / 0x1p20).toArray();
    int[] known = IntStream.range(0, mebibytes.length).filter(i -> mebibytes[i] > 0).toArray();
    double[] x = Arrays.stream(known).mapToDouble(i -> series.x()[i]).toArray();
    double[] y = Arrays.stream(known).mapToDouble(i -> mebibytes[i]).toArray();
    return known.length < 2
        ? List.of()
        : List.of(new Curve(name, x, y, CurveStyle.MEASURED, colour));
  }

  /** One chart for each limit, with all operations that it bounds. */
  private List<Chart> shares(List<Scaling> series) {
    List<Chart> charts = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      Drawn drawn = (s, name, colour) -> share(s, name, colour, limit);
      List<Scaling> own =
          series.stream().filter(s -> !drawn.curves(s, "", 0).isEmpty()).limit(CURVES).toList();
      if (!own.isEmpty()) {
        String id = "share-" + limit.label().toLowerCase(Locale.ROOT).replace(' ', '-');
        charts.add(chart(id, "of " + limit.label(), "percent", own, Scaling::label, drawn));
      }
    }
    return charts;
  }

  private List<Curve> share(Scaling series, String name, int colour, Limit limit) {
    double[] percent =
        series.timings().stream()
            .mapToDouble(t -> 100 * results.share(t, limit).orElse(Double.NaN))
            .toArray();
    return series.first().isOurs() && Arrays.stream(percent).allMatch(Double::isFinite)
        ? List.of(new Curve(name, series.x(), percent, CurveStyle.MEASURED, colour))
        : List.of();
  }

  private List<Curve> ratio(Scaling peer, String name, int colour) {
    List<Ratio> ratios = peer.timings().stream().flatMap(t -> ratio(t).stream()).toList();
    if (peer.first().isOurs() || ratios.size() != peer.timings().size()) {
      return List.of();
    }
    double[] middle = ratios.stream().mapToDouble(Ratio::value).toArray();
    Curve.Bars bars =
        new Curve.Bars(
            ratios.stream().mapToDouble(Ratio::lowest).toArray(),
            ratios.stream().mapToDouble(Ratio::highest).toArray());
    return List.of(
        new Curve(name, peer.x(), middle, CurveStyle.MEASURED, colour, Optional.of(bars)));
  }

  private Optional<Ratio> ratio(Timing peer) {
    return results.timing(peer.setting(), Timing.OURS).flatMap(ours -> Ratio.of(ours, peer));
  }
}
