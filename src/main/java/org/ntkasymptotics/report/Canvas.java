package org.ntkasymptotics.report;

/** What a plot is drawn on; pixels, origin top left, y downwards. */
interface Canvas {

  /** Where text stands relative to its point. */
  enum Anchor {
    /** Begins there. */
    START,
    /** Is centred there. */
    MIDDLE,
    /** Ends there. */
    END
  }

  /** How a line is broken. */
  enum Dash {
    /** Not at all. */
    SOLID,
    /** Long strokes. */
    DASHED,
    /** Short ones. */
    DOTTED,
    /** Long and short ones in turn. */
    DASH_DOTTED;

    /** Lengths of strokes and gaps; empty for solid lines. */
    float[] lengths() {
      return switch (this) {
        case SOLID -> new float[0];
        case DASHED -> new float[] {6, 3.5f};
        case DOTTED -> new float[] {1.2f, 2.6f};
        case DASH_DOTTED -> new float[] {8, 2.6f, 1.2f, 2.6f};
      };
    }
  }

  /** Restricts drawing to a rectangle until {@link #unclip}. */
  void clip(double x, double y, double width, double height);

  /** Ends the restriction. */
  void unclip();

  /** A line through points. */
  void polyline(double[] xs, double[] ys, Ink ink, double width, Dash dash);

  /** Rings, open on the inside so that lines of their colour below do not hide them. */
  void rings(double[] xs, double[] ys, Ink ink, double radius);

  /** A line of text; turned a quarter to the left if {@code upwards}. */
  void text(
      double x, double y, RichText text, double size, Anchor anchor, Ink ink, boolean upwards);

  /** A straight line. */
  default void line(double x1, double y1, double x2, double y2, Ink ink, double width) {
    polyline(new double[] {x1, x2}, new double[] {y1, y2}, ink, width, Dash.SOLID);
  }
}
