package org.ntkasymptotics.report;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Outlines and widths of Liberation Sans, read without the window toolkit's font system, which
 * fails on machines without fonts. Its widths are those of Arial and Helvetica, so layouts made
 * with it suit the sans-serif font a browser takes for an SVG.
 */
final class Typeface implements AutoCloseable {
  private static final String RESOURCE = "/liberation/LiberationSans-Regular.ttf";
  private static final int REPLACEMENT = '?';

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unitsPerEm;

  Typeface() {
    try (InputStream in = Typeface.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program: build it again");
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      glyphs = font.getUnicodeCmapLookup();
      unitsPerEm = font.getUnitsPerEm();
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " is damaged: build the program again", e);
    }
  }

  /** Width of a line of text at a size in pixels. */
  double width(RichText text, double size) {
    double width = 0;
    for (RichText.Run run : text.runs()) {
      width += width(run.text(), size * run.scale());
    }
    return width;
  }

  private double width(String text, double size) {
    return text.codePoints().mapToDouble(c -> advance(glyph(c))).sum() * size / unitsPerEm;
  }

  /** The outline of a line of text whose baseline starts at the origin, y downwards. */
  Path2D outline(RichText text, double size) {
    Path2D all = new Path2D.Double();
    double x = 0;
    for (RichText.Run run : text.runs()) {
      double scale = size * run.scale() / unitsPerEm;
      for (int c : run.text().codePoints().toArray()) {
        int glyph = glyph(c);
        AffineTransform place = AffineTransform.getTranslateInstance(x, -run.rise() * size);
        place.scale(scale, -scale);
        all.append(place.createTransformedShape(shape(glyph)), false);
        x += advance(glyph) * scale;
      }
    }
    return all;
  }

  private int glyph(int codePoint) {
    int glyph = glyphs.getGlyphId(codePoint);
    return glyph == 0 ? glyphs.getGlyphId(REPLACEMENT) : glyph;
  }

  private double advance(int glyph) {
    try {
      return font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " is damaged: build the program again", e);
    }
  }

  private GeneralPath shape(int glyph) {
    try {
      GlyphData data = font.getGlyph().getGlyph(glyph);
      return data == null ? new GeneralPath() : data.getPath();
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " is damaged: build the program again", e);
    }
  }

  @Override
  public void close() {
    try {
      font.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot release " + RESOURCE, e);
    }
  }
}
