package org.ntkasymptotics.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a PNG on white paper; text is filled outlines, so no system font is needed. */
final class PixelCanvas implements Canvas, AutoCloseable {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Typeface typeface;

  /**
   * White paper.
   *
   * @param scale pixels of the image per unit of the drawing
   */
  PixelCanvas(double width, double height, double scale, Typeface typeface) {
    this.typeface = typeface;
    image =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(scale, scale);
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    graphics.setClip(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void unclip() {
    graphics.setClip(null);
  }

  @Override
  public void polyline(double[] xs, double[] ys, Ink ink, double width, Dash dash) {
    if (xs.length == 0) {
      return;
    }
    Path2D path = new Path2D.Double();
    path.moveTo(xs[0], ys[0]);
    for (int i = 1; i < xs.length; i++) {
      path.lineTo(xs[i], ys[i]);
    }
    float[] lengths = dash.lengths();
    graphics.setColor(new Color(ink.rgb()));
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            lengths.length == 0 ? null : lengths,
            0));
    graphics.draw(path);
  }

  @Override
  public void rings(double[] xs, double[] ys, Ink ink, double radius) {
    graphics.setStroke(new BasicStroke(1.3f));
    for (int i = 0; i < xs.length; i++) {
      Ellipse2D ring = new Ellipse2D.Double(xs[i] - radius, ys[i] - radius, 2 * radius, 2 * radius);
      graphics.setColor(Color.WHITE);
      graphics.fill(ring);
      graphics.setColor(new Color(ink.rgb()));
      graphics.draw(ring);
    }
  }

  @Override
  public void text(
      double x, double y, RichText text, double size, Anchor anchor, Ink ink, boolean upwards) {
    double width = typeface.width(text, size);
    double shift =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    if (upwards) {
      place.rotate(-Math.PI / 2);
    }
    place.translate(shift, 0);
    graphics.setColor(new Color(ink.rgb()));
    graphics.fill(place.createTransformedShape(typeface.outline(text, size)));
  }

  /** The image as PNG. */
  byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IllegalStateException("this Java has no PNG writer: use a JDK with java.desktop");
      }
      stream.flush();
    } catch (IOException e) {
      throw new IllegalStateException("an image in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
