package org.ntkasymptotics.report;

import java.util.List;

/** Charts side by side as SVG and PNG. */
final class Drawing {
  private static final double GAP = 18;
  private static final double PNG_SCALE = 2;

  private final List<ChartDrawing> panels;
  private final String id;
  private final String description;
  private final Typeface typeface;

  /**
   * A drawing.
   *
   * @param id unique on a page
   * @param charts left to right
   */
  Drawing(String id, List<Chart> charts, Typeface typeface) {
    this.id = id;
    this.typeface = typeface;
    this.panels = charts.stream().map(chart -> new ChartDrawing(chart, typeface)).toList();
    this.description = String.join("; ", charts.stream().map(Drawing::describe).toList());
  }

  /** What is seen, for those who do not see it. */
  static String describe(Chart chart) {
    String curves = String.join(", ", chart.curves().stream().map(Curve::name).toList());
    return chart.title()
        + ": "
        + chart.yLabel()
        + " against "
        + chart.xLabel()
        + (curves.isEmpty() ? "" : " for " + curves);
  }

  /** An SVG element for a page. */
  String svgElement() {
    return drawn().element(description);
  }

  /** An SVG file. */
  String svgFile() {
    return drawn().file(description);
  }

  /** A PNG file, two pixels per unit. */
  byte[] png() {
    try (PixelCanvas canvas = new PixelCanvas(width(), height(), PNG_SCALE, typeface)) {
      draw(canvas);
      return canvas.png();
    }
  }

  private SvgCanvas drawn() {
    SvgCanvas canvas = new SvgCanvas(id, width(), height());
    draw(canvas);
    return canvas;
  }

  private void draw(Canvas canvas) {
    for (int k = 0; k < panels.size(); k++) {
      panels.get(k).draw(canvas, k * (ChartDrawing.WIDTH + GAP));
    }
  }

  private double width() {
    return panels.size() * (ChartDrawing.WIDTH + GAP) - GAP;
  }

  private double height() {
    return panels.stream().mapToDouble(ChartDrawing::height).max().orElse(0);
  }
}
