package org.ntkasymptotics.report;

/** What a line stands for, and so how it is drawn. */
public enum CurveStyle {
  /** Solid. */
  MEASURED("measured"),
  /** Dashed. */
  THEORY("theory"),
  /** Dotted: theory with corrections for finite samples or steps. */
  CORRECTED("theory, finite M"),
  /** Dots without a line. */
  POINTS("points");

  private final String label;

  CurveStyle(String label) {
    this.label = label;
  }

  /** A word for the legend. */
  public String label() {
    return label;
  }
}
