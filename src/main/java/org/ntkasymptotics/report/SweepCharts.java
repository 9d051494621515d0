package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ntkasymptotics.report.SweepGroup.Quantity;

/** Exponents, constants and their ratio to theory against every numeric parameter of a sweep. */
final class SweepCharts {
  /** As many as there are colours. */
  private static final int CURVES = 8;

  private static final double WIDE = 7.5;

  private final SweepTable table;
  private final String parameter;

  private SweepCharts(SweepTable table, String parameter) {
    this.table = table;
    this.parameter = parameter;
  }

  /** A row of charts for each parameter and quantity, one chart a law. */
  static List<ChartRow> rows(SweepTable table) {
    List<ChartRow> rows = new ArrayList<>();
    for (String parameter : table.parameters().numeric()) {
      SweepCharts charts = new SweepCharts(table, parameter);
      for (Quantity quantity : Quantity.values()) {
        List<Chart> row = charts.charts(quantity);
        if (!row.isEmpty()) {
          rows.add(new ChartRow(charts.heading(quantity), charts.text(quantity), row));
        }
      }
    }
    return rows;
  }

  private String heading(Quantity quantity) {
    String what =
        switch (quantity) {
          case EXPONENT -> "Exponents";
          case CONSTANT -> "Constants";
          case RATIO -> "Measured over predicted";
        };
    return what + " against " + table.parameters().name(parameter);
  }

  private static String text(Quantity quantity, boolean repeated) {
    String bars =
        repeated
            ? "Points are means over seeds, bars one standard deviation of a single seed; "
            : "Points are measured, bars are 95 % intervals; ";
    return bars
        + switch (quantity) {
          case EXPONENT -> "dashed is theory.";
          case CONSTANT -> "dashed is theory; measured at the theoretical exponent.";
          case RATIO -> "dashed is agreement.";
        };
  }

  private String text(Quantity quantity) {
    return text(quantity, table.isRepeated());
  }

  private List<Chart> charts(Quantity quantity) {
    List<Chart> charts = new ArrayList<>();
    for (Law law : Law.values()) {
      Map<Map<String, String>, List<SweepGroup>> lines = lines(law);
      List<Map<String, String>> settings = List.copyOf(lines.keySet());
      for (int from = 0; from < settings.size(); from += CURVES) {
        List<Curve> curves = new ArrayList<>();
        int to = Math.min(settings.size(), from + CURVES);
        for (int k = from; k < to; k++) {
          curves.addAll(curves(quantity, settings.get(k), lines.get(settings.get(k)), k - from));
        }
        boolean worth =
            quantity == Quantity.RATIO
                ? curves.stream().anyMatch(c -> c.style() == CurveStyle.MEASURED)
                : !curves.isEmpty();
        if (worth) {
          String part = settings.size() > CURVES ? "-" + (1 + from / CURVES) : "";
          charts.add(chart(quantity, law, part, curves));
        }
      }
    }
    return charts;
  }

  /** The law's groups with a number for the parameter, by what else they have, ascending. */
  private Map<Map<String, String>, List<SweepGroup>> lines(Law law) {
    Map<Map<String, String>, List<SweepGroup>> lines = new LinkedHashMap<>();
    for (SweepGroup group : table.groups()) {
      if (group.law() == law && SweepParameters.isNumber(group.setting().get(parameter))) {
        Map<String, String> rest = new LinkedHashMap<>(group.setting());
        rest.remove(parameter);
        lines.computeIfAbsent(rest, r -> new ArrayList<>()).add(group);
      }
    }
    lines.values().forEach(line -> line.sort(Comparator.comparingDouble(this::x)));
    return lines;
  }

  private double x(SweepGroup group) {
    return Double.parseDouble(group.setting().get(parameter));
  }

  private List<Curve> curves(
      Quantity quantity, Map<String, String> setting, List<SweepGroup> line, int colour) {
    String label = table.parameters().label(setting, Set.of(parameter));
    double[] x = line.stream().mapToDouble(this::x).toArray();
    double[] theory = line.stream().mapToDouble(g -> g.theory(quantity).mean()).toArray();
    List<Measured> shown = line.stream().map(g -> g.shown(quantity)).toList();
    List<Curve> curves = new ArrayList<>();
    if (shown.stream().anyMatch(Measured::exists)) {
      double[] y = shown.stream().mapToDouble(Measured::value).toArray();
      Curve.Bars bars =
          new Curve.Bars(
              shown.stream().mapToDouble(Measured::low).toArray(),
              shown.stream().mapToDouble(Measured::high).toArray());
      String name = label.isEmpty() ? CurveStyle.MEASURED.label() : label;
      curves.add(new Curve(name, x, y, CurveStyle.MEASURED, colour, Optional.of(bars)));
    }
    if (Arrays.stream(theory).anyMatch(Double::isFinite)) {
      String name = label.isEmpty() ? CurveStyle.THEORY.label() : label + ", theory";
      curves.add(new Curve(name, x, theory, CurveStyle.THEORY, colour));
    }
    return curves;
  }

  private Chart chart(Quantity quantity, Law law, String part, List<Curve> curves) {
    String slug = parameter.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String symbol =
        switch (quantity) {
          case EXPONENT -> law.exponentSymbol();
          case CONSTANT -> law.constantSymbol();
          case RATIO -> "measured over predicted";
        };
    return new Chart(
        quantity.word() + "-" + slug + "-" + law.slug() + part,
        law.label(),
        table.parameters().name(parameter),
        symbol,
        isWide(curves.stream().flatMapToDouble(c -> Arrays.stream(c.x())).toArray()),
        quantity == Quantity.CONSTANT
            && isWide(curves.stream().flatMapToDouble(c -> Arrays.stream(c.y())).toArray()),
        curves,
        "");
  }

  /** Whether numbers are positive and so far apart that they belong on a logarithmic axis. */
  private static boolean isWide(double[] values) {
    double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    return low > 0 && high / low > WIDE;
  }
}
