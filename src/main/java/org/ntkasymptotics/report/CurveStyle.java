package org.ntkasymptotics.report;

/** What a line stands for, and so how it is drawn. */
public enum CurveStyle {
  /** Solid. */
  MEASURED("measured"),
  /** Dashed. */
  THEORY("theory"),
  /** Dotted: theory with corrections for finite samples or steps. */
  CORRECTED("theory, finite M"),
  /** Dash-dotted: measured of the kernel's singular part alone. */
  SINGULAR("singular part"),
  /** Dash-dotted: the power law fitted, where theory has none. */
  FITTED("fitted"),
  /** Dashed: the law that fitted ones imply, where theory has none. */
  IMPLIED("implied by the fits"),
  /** Dots without a line. */
  POINTS("points");

  private final String label;

  CurveStyle(String label) {
    this.label = label;
  }

  /** Whether it needs no key of its own beside a measured curve of its colour. */
  public boolean goesWithMeasurement() {
    return this != MEASURED && this != POINTS;
  }

  /** A word for the legend. */
  public String label() {
    return label;
  }
}
