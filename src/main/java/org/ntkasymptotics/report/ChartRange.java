package org.ntkasymptotics.report;

import java.util.List;

/**
 * The part of the plane a chart shows: all that was measured; theory, which goes on forever, is cut
 * there, unless measurements have bars: then theory has a value for each of them.
 *
 * @param x horizontal
 * @param y vertical
 */
record ChartRange(Axis x, Axis y) {
  // A spectrum's last few values fall to the round-off floor and would squeeze all the rest.
  private static final double TAIL = 0.04;
  private static final double TAIL_DECADES = 1.5;

  static ChartRange of(Chart chart) {
    List<Curve> data =
        chart.curves().stream()
            .filter(c -> c.style() == CurveStyle.MEASURED || c.style() == CurveStyle.POINTS)
            .filter(
                c -> Thinning.of(c, chart.logX(), chart.logY(), Integer.MAX_VALUE).x().length > 0)
            .toList();
    boolean bars = data.stream().anyMatch(c -> c.bars().isPresent());
    List<Curve> shown = data.isEmpty() || bars ? chart.curves() : data;
    double[] all = {
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (Curve curve : shown) {
      extend(all, curve, chart);
    }
    return new ChartRange(
        Axis.over(chart.logX(), all[0], all[1]), Axis.over(chart.logY(), all[2], all[3]));
  }

  private static void extend(double[] all, Curve.Bars bars, boolean log) {
    for (int i = 0; i < bars.low().length; i++) {
      if (Thinning.hasPlace(bars.low()[i], log) && Thinning.hasPlace(bars.high()[i], log)) {
        all[2] = Math.min(all[2], bars.low()[i]);
        all[3] = Math.max(all[3], bars.high()[i]);
      }
    }
  }

  private static void extend(double[] all, Curve given, Chart chart) {
    Curve curve = Thinning.of(given, chart.logX(), chart.logY(), Integer.MAX_VALUE);
    int n = curve.x().length;
    if (n == 0) {
      return;
    }
    double low = Double.POSITIVE_INFINITY;
    double body = Double.POSITIVE_INFINITY;
    Axis span = Axis.over(chart.logX(), curve.x()[0], curve.x()[n - 1]);
    for (int i = 0; i < n; i++) {
      all[0] = Math.min(all[0], curve.x()[i]);
      all[1] = Math.max(all[1], curve.x()[i]);
      all[3] = Math.max(all[3], curve.y()[i]);
      low = Math.min(low, curve.y()[i]);
      if (span.share(curve.x()[i]) < 1 - TAIL) {
        body = Math.min(body, curve.y()[i]);
      }
    }
    curve.bars().ifPresent(bars -> extend(all, bars, chart.logY()));
    boolean tail =
        chart.logX() && chart.logY() && Math.log10(body) - Math.log10(low) > TAIL_DECADES;
    all[2] = Math.min(all[2], tail && Double.isFinite(body) ? body / 10 : low);
  }
}
