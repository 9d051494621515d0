package org.ntkasymptotics.report;

import java.util.List;

/** Draws one chart: frame, grid, ticks, curves, and its legend below. */
final class ChartDrawing {
  static final double WIDTH = 460;
  private static final double LEFT = 62;
  private static final double RIGHT = 14;
  private static final double TOP = 34;
  private static final double PLOT_HEIGHT = 300;
  private static final double X_LABELS = 50;
  private static final double KEY_HEIGHT = 17;
  private static final double SAMPLE = 26;
  private static final double TITLE_SIZE = 14;
  private static final double LABEL_SIZE = 12.5;
  private static final double TICK_SIZE = 11.5;
  private static final double KEY_SIZE = 11.5;

  private final Chart chart;
  private final ChartRange range;
  private final Typeface typeface;
  private final Legend legend;

  ChartDrawing(Chart chart, Typeface typeface) {
    this.range = ChartRange.of(chart);
    this.chart = chart.thinned(ReportFiles.POINTS_PER_CURVE);
    this.typeface = typeface;
    this.legend = Legend.of(chart);
  }

  /** Height with its legend. */
  double height() {
    return TOP + PLOT_HEIGHT + X_LABELS + legendRows() * KEY_HEIGHT + 8;
  }

  /** Draws with the left edge at x. */
  void draw(Canvas canvas, double x) {
    double left = x + LEFT;
    double right = x + WIDTH - RIGHT;
    double bottom = TOP + PLOT_HEIGHT;
    canvas.text(
        left,
        TOP - 12,
        RichText.of(chart.title()),
        fitting(chart.title(), TITLE_SIZE, right - left),
        Canvas.Anchor.START,
        Ink.TEXT,
        false);
    List<Axis.Tick> xTicks = range.x().ticks();
    List<Axis.Tick> yTicks = range.y().ticks();
    for (boolean major : new boolean[] {false, true}) {
      Ink ink = major ? Ink.GRID : Ink.FINE_GRID;
      xTicks.stream()
          .filter(t -> t.major() == major)
          .forEach(t -> canvas.line(px(t, left, right), TOP, px(t, left, right), bottom, ink, 0.8));
      yTicks.stream()
          .filter(t -> t.major() == major)
          .forEach(t -> canvas.line(left, py(t), right, py(t), ink, 0.8));
    }
    canvas.clip(left, TOP, right - left, PLOT_HEIGHT);
    chart.curves().forEach(curve -> curve(canvas, curve, left, right));
    canvas.unclip();
    frame(canvas, left, right, bottom);
    xTicks.forEach(t -> xTick(canvas, t, px(t, left, right), bottom));
    yTicks.forEach(t -> yTick(canvas, t, left));
    labels(canvas, x, left, right, bottom);
    legend(canvas, left, right);
  }

  private double px(Axis.Tick tick, double left, double right) {
    return left + range.x().share(tick.value()) * (right - left);
  }

  private double py(Axis.Tick tick) {
    return TOP + PLOT_HEIGHT * (1 - range.y().share(tick.value()));
  }

  private void curve(Canvas canvas, Curve curve, double left, double right) {
    int n = curve.x().length;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      xs[i] = left + range.x().share(curve.x()[i]) * (right - left);
      ys[i] = height(curve.y()[i]);
    }
    Ink ink = Ink.of(curve);
    boolean dots = curve.style() == CurveStyle.POINTS || n == 1;
    if (n > 1 && !dots) {
      canvas.polyline(xs, ys, ink, width(curve.style()), dash(curve.style()));
    }
    curve.bars().ifPresent(bars -> bars(canvas, xs, bars, ink));
    if (dots || curve.bars().isPresent()) {
      canvas.rings(xs, ys, ink, 2.6);
    }
  }

  /** Far outside the frame is far enough; canvases need not know larger numbers. */
  private double height(double value) {
    double y = TOP + PLOT_HEIGHT * (1 - range.y().share(value));
    return Math.max(-9 * PLOT_HEIGHT, Math.min(9 * PLOT_HEIGHT, y));
  }

  private void bars(Canvas canvas, double[] xs, Curve.Bars bars, Ink ink) {
    for (int i = 0; i < xs.length; i++) {
      double low = bars.low()[i];
      double high = bars.high()[i];
      if (Thinning.hasPlace(low, chart.logY()) && Thinning.hasPlace(high, chart.logY())) {
        canvas.line(xs[i], height(low), xs[i], height(high), ink, 1.2);
        for (double end : new double[] {low, high}) {
          canvas.line(xs[i] - 3, height(end), xs[i] + 3, height(end), ink, 1.2);
        }
      }
    }
  }

  private static void frame(Canvas canvas, double left, double right, double bottom) {
    canvas.polyline(
        new double[] {left, left, right, right, left},
        new double[] {TOP, bottom, bottom, TOP, TOP},
        Ink.QUIET,
        0.8,
        Canvas.Dash.SOLID);
  }

  private static void xTick(Canvas canvas, Axis.Tick tick, double x, double bottom) {
    canvas.line(x, bottom, x, bottom + (tick.major() ? 5 : 2.5), Ink.QUIET, 0.8);
    if (tick.major()) {
      canvas.text(
          x,
          bottom + 19,
          RichText.of(tick.label()),
          TICK_SIZE,
          Canvas.Anchor.MIDDLE,
          Ink.TEXT,
          false);
    }
  }

  private void yTick(Canvas canvas, Axis.Tick tick, double left) {
    double y = py(tick);
    canvas.line(left - (tick.major() ? 5 : 2.5), y, left, y, Ink.QUIET, 0.8);
    if (tick.major()) {
      canvas.text(
          left - 8,
          y + 4,
          RichText.of(tick.label()),
          TICK_SIZE,
          Canvas.Anchor.END,
          Ink.TEXT,
          false);
    }
  }

  private void labels(Canvas canvas, double x, double left, double right, double bottom) {
    canvas.text(
        (left + right) / 2,
        bottom + 38,
        RichText.of(chart.xLabel()),
        fitting(chart.xLabel(), LABEL_SIZE, right - left),
        Canvas.Anchor.MIDDLE,
        Ink.TEXT,
        false);
    canvas.text(
        x + 14,
        TOP + PLOT_HEIGHT / 2,
        RichText.of(chart.yLabel()),
        fitting(chart.yLabel(), LABEL_SIZE, PLOT_HEIGHT),
        Canvas.Anchor.MIDDLE,
        Ink.TEXT,
        true);
  }

  private int columns() {
    double widest =
        legend.keys().stream()
            .mapToDouble(k -> typeface.width(k.text(), KEY_SIZE) + SAMPLE + 22)
            .max()
            .orElse(1);
    return (int) Math.max(1, Math.min(4, Math.floor((WIDTH - LEFT - RIGHT) / widest)));
  }

  private int legendRows() {
    return (legend.keys().size() + columns() - 1) / columns();
  }

  // Column by column, so that related keys stand under each other.
  private void legend(Canvas canvas, double left, double right) {
    int rows = Math.max(1, legendRows());
    double columnWidth = (right - left) / columns();
    for (int k = 0; k < legend.keys().size(); k++) {
      Legend.Key key = legend.keys().get(k);
      double x = left + columnWidth * Math.floorDiv(k, rows);
      double y = TOP + PLOT_HEIGHT + X_LABELS + KEY_HEIGHT * Math.floorMod(k, rows) + 6;
      if (key.style() == CurveStyle.POINTS) {
        canvas.rings(new double[] {x + SAMPLE / 2}, new double[] {y}, key.ink(), 2.6);
      } else {
        canvas.polyline(
            new double[] {x, x + SAMPLE},
            new double[] {y, y},
            key.ink(),
            width(key.style()),
            dash(key.style()));
      }
      canvas.text(
          x + SAMPLE + 7, y + 4, key.text(), KEY_SIZE, Canvas.Anchor.START, Ink.TEXT, false);
    }
  }

  private double fitting(String text, double size, double space) {
    return size * Math.min(1, space / Math.max(1, typeface.width(RichText.of(text), size)));
  }

  private static double width(CurveStyle style) {
    return switch (style) {
      case MEASURED -> 2.6;
      case SINGULAR, FITTED -> 1.6;
      case THEORY, CORRECTED, IMPLIED, POINTS -> 1.3;
    };
  }

  private static Canvas.Dash dash(CurveStyle style) {
    return switch (style) {
      case THEORY, IMPLIED -> Canvas.Dash.DASHED;
      case CORRECTED -> Canvas.Dash.DOTTED;
      case SINGULAR, FITTED -> Canvas.Dash.DASH_DOTTED;
      case MEASURED, POINTS -> Canvas.Dash.SOLID;
    };
  }
}
