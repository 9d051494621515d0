package org.ntkasymptotics.report;

import java.util.Locale;

/** Draws SVG: text stays text in a generic font, colours carry classes a page can restyle. */
final class SvgCanvas implements Canvas {
  private static final String FONT = "'Liberation Sans', Arial, Helvetica, sans-serif";

  private final StringBuilder body = new StringBuilder();
  private final String id;
  private final double width;
  private final double height;
  private int clips;

  /**
   * An empty drawing.
   *
   * @param id makes the ids inside unique on a page of several drawings
   */
  SvgCanvas(String id, double width, double height) {
    this.id = id;
    this.width = width;
    this.height = height;
  }

  @Override
  public void clip(double x, double y, double w, double h) {
    String name = id + "-clip" + clips++;
    body.append("<clipPath id=\"").append(Markup.escape(name)).append("\"><rect");
    attribute("x", x);
    attribute("y", y);
    attribute("width", w);
    attribute("height", h);
    body.append("/></clipPath>\n<g clip-path=\"url(#").append(Markup.escape(name)).append(")\">\n");
  }

  @Override
  public void unclip() {
    body.append("</g>\n");
  }

  @Override
  public void polyline(double[] xs, double[] ys, Ink ink, double lineWidth, Dash dash) {
    body.append("<path class=\"s-").append(ink.name()).append("\" fill=\"none\" stroke=\"");
    body.append(ink.hex()).append('"');
    attribute("stroke-width", lineWidth);
    float[] lengths = dash.lengths();
    if (lengths.length > 0) {
      body.append(" stroke-dasharray=\"");
      for (int i = 0; i < lengths.length; i++) {
        body.append(i == 0 ? "" : " ").append(number(lengths[i]));
      }
      body.append('"');
    }
    body.append(" stroke-linejoin=\"round\" d=\"");
    for (int i = 0; i < xs.length; i++) {
      body.append(i == 0 ? 'M' : 'L').append(number(xs[i])).append(' ').append(number(ys[i]));
    }
    body.append("\"/>\n");
  }

  @Override
  public void rings(double[] xs, double[] ys, Ink ink, double radius) {
    body.append("<g class=\"s-").append(ink.name()).append(" paper\" fill=\"#ffffff\" stroke=\"");
    body.append(ink.hex()).append("\" stroke-width=\"1.3\">");
    for (int i = 0; i < xs.length; i++) {
      body.append("<circle");
      attribute("cx", xs[i]);
      attribute("cy", ys[i]);
      attribute("r", radius);
      body.append("/>");
    }
    body.append("</g>\n");
  }

  @Override
  public void text(
      double x, double y, RichText text, double size, Anchor anchor, Ink ink, boolean upwards) {
    body.append("<text class=\"f-").append(ink.name()).append("\" fill=\"").append(ink.hex());
    body.append('"');
    if (upwards) {
      body.append(" transform=\"translate(").append(number(x)).append(' ').append(number(y));
      body.append(") rotate(-90)\"");
    } else {
      attribute("x", x);
      attribute("y", y);
    }
    attribute("font-size", size);
    body.append(" text-anchor=\"").append(anchor.name().toLowerCase(Locale.ROOT)).append("\">");
    double rise = 0;
    for (RichText.Run run : text.runs()) {
      String letters = Markup.escape(run.text());
      if (run.rise() == rise && run.scale() == 1) {
        body.append(letters);
      } else {
        body.append("<tspan");
        attribute("dy", (rise - run.rise()) * size);
        attribute("font-size", size * run.scale());
        body.append('>').append(letters).append("</tspan>");
      }
      rise = run.rise();
    }
    body.append("</text>\n");
  }

  /** The drawing as an element, for pages; it scales with its surroundings. */
  String element(String description) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + number(width)
        + ' '
        + number(height)
        + "\" width=\""
        + number(width)
        + "\" height=\""
        + number(height)
        + "\" role=\"img\" aria-label=\""
        + Markup.escape(description)
        + "\" font-family=\""
        + FONT
        + "\">\n<title>"
        + Markup.escape(description)
        + "</title>\n"
        + body
        + "</svg>\n";
  }

  /** The drawing as a file, on white paper. */
  String file(String description) {
    String element = element(description);
    int paper = element.indexOf("</title>\n") + "</title>\n".length();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + element.substring(0, paper)
        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + element.substring(paper);
  }

  private void attribute(String name, double value) {
    body.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  // Hundredths of a pixel without trailing zeros.
  private static String number(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
