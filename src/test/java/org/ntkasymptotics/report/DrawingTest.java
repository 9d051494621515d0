package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DrawingTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void awkwardCurvesAreDrawn() throws Exception {
    double[][][] awkward = {
      {{}, {}},
      {{1}, {1}},
      {{0, 1, 2}, {0, -1, 0}},
      {{0, 1, 10, 100}, {1, 0, 0.1, 0.01}},
      {{NAN, 1, INF, 2}, {1, NAN, 3, 4}},
      {{1, 2, 3}, {NAN, NAN, NAN}},
      {{1, 2}, {Double.MIN_VALUE, Double.MAX_VALUE}},
      {{1, 1, 1}, {2, 2, 2}},
      {{5, 5}, {1e-300, 1e300}},
    };
    for (boolean log : new boolean[] {true, false}) {
      for (CurveStyle style : CurveStyle.values()) {
        List<Curve> all = new ArrayList<>();
        for (double[][] xy : awkward) {
          Curve curve = new Curve("awkward", xy[0], xy[1], style, all.size());
          all.add(curve);
          drawn(new Chart("c", "t", "x", "y", log, log, List.of(curve), ""));
        }
        drawn(new Chart("c", "t", "x", "y", log, log, all, ""));
      }
      drawn(new Chart("c", "t", "x", "y", log, log, List.of(), ""));
    }
  }

  private static void drawn(Chart chart) throws Exception {
    try (Typeface typeface = new Typeface()) {
      Drawing drawing = new Drawing("c", List.of(chart), typeface);
      String svg = drawing.svgFile();
      parse(svg);
      assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawing.png()));
      assertNotNull(image);
      assertTrue(image.getWidth() >= 800);
    }
  }

  @Test
  void svgIsWellFormedAndKeepsTextAsText() throws Exception {
    Chart chart =
        Chart.logLog(
            "c",
            SyntheticReport.HOSTILE + '\u0001',
            "n",
            "λₙ",
            List.of(
                new Curve(
                    SyntheticReport.HOSTILE,
                    new double[] {1, 100},
                    new double[] {1, 1e-3},
                    CurveStyle.MEASURED,
                    0)),
            "");
    try (Typeface typeface = new Typeface()) {
      String svg = new Drawing("c", List.of(chart, chart), typeface).svgFile();
      Document document = parse(svg);
      assertTrue(document.getDocumentElement().getTextContent().contains(SyntheticReport.HOSTILE));
      assertEquals(0, document.getElementsByTagName("script").getLength());
      assertTrue(svg.contains("sans-serif"));
      assertTrue(svg.contains("10<tspan"), "decades are powers of ten");
    }
  }

  @Test
  void theoryIsDashedMeasurementSolid() {
    double[] x = {1, 1000};
    double[] y = {1, 1e-3};
    Curve measured = new Curve("m", x, y, CurveStyle.MEASURED, 1);
    Curve theory = new Curve("t", x, y, CurveStyle.THEORY, 1);
    try (Typeface typeface = new Typeface()) {
      String solid =
          new Drawing("c", List.of(Chart.logLog("c", "", "", "", List.of(measured), "")), typeface)
              .svgFile();
      String dashed =
          new Drawing("c", List.of(Chart.logLog("c", "", "", "", List.of(theory), "")), typeface)
              .svgFile();
      assertFalse(solid.contains("dasharray"));
      assertTrue(dashed.contains("dasharray"));
    }
  }

  @Test
  void pngShowsTextAndCurves() throws IOException {
    double[] x = {1, 1000};
    Chart chart =
        Chart.logLog(
            "c",
            "Title",
            "n",
            "y",
            List.of(new Curve("m", x, new double[] {1, 1e-3}, CurveStyle.MEASURED, 0)),
            "");
    try (Typeface typeface = new Typeface()) {
      BufferedImage image =
          ImageIO.read(new ByteArrayInputStream(new Drawing("c", List.of(chart), typeface).png()));
      assertTrue(count(image, 0, 60, Ink.TEXT.rgb()) > 50, "the title is drawn");
      assertTrue(count(image, 60, 600, Ink.group(0).rgb()) > 500, "the curve is drawn");
    }
  }

  private static int count(BufferedImage image, int top, int bottom, int rgb) {
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void thinningKeepsEndsAndExtremes() {
    int n = 100_000;
    double[] x = new double[n];
    double[] y = new double[n];
    Random random = new Random(1);
    for (int i = 0; i < n; i++) {
      x[i] = i;
      y[i] = random.nextDouble() + 1;
    }
    y[54_321] = 1e6;
    y[777] = 1e-6;
    Curve thin = Thinning.of(new Curve("c", x, y, CurveStyle.MEASURED, 0), true, true, 600);
    assertTrue(thin.x().length <= 600, "kept " + thin.x().length);
    assertTrue(thin.x().length > 300, "kept " + thin.x().length);
    assertEquals(1, thin.x()[0]);
    assertEquals(n - 1, thin.x()[thin.x().length - 1]);
    assertTrue(Arrays.stream(thin.y()).anyMatch(v -> v == 1e6), "the spike stays");
    assertTrue(Arrays.stream(thin.y()).anyMatch(v -> v == 1e-6), "the dip stays");
    for (int i = 1; i < thin.x().length; i++) {
      assertTrue(thin.x()[i] > thin.x()[i - 1], "order stays");
    }
    Curve few =
        new Curve("c", new double[] {1, 2, 3}, new double[] {3, 2, 1}, CurveStyle.POINTS, 0);
    assertArrayEquals(few.x(), Thinning.of(few, true, true, 600).x());
  }

  @Test
  void decadesAreLabelledAsPowersOfTen() {
    assertEquals(List.of("10⁰", "10¹", "10²", "10³"), labels(true, 1, 1000));
    assertEquals(List.of("0.2", "0.5", "1", "2"), labels(true, 0.15, 3));
    assertEquals(List.of("0.6", "0.8", "1.0", "1.2", "1.4", "1.6", "1.8"), labels(true, 0.53, 1.8));
    assertEquals(List.of("0", "0.1", "0.2"), labels(false, -0.02, 0.5).subList(0, 3));
    assertEquals(
        List.of("2.5 × 10⁻⁸", "3 × 10⁻⁸", "3.5 × 10⁻⁸", "4 × 10⁻⁸"), labels(false, 2.1e-8, 4e-8));
    assertTrue(Axis.over(true, 1e-200, 1e200).ticks().size() < 60);
    assertTrue(Axis.over(true, 3, 4).ticks().stream().anyMatch(Axis.Tick::major));
    assertTrue(Axis.over(false, -2, 7).ticks().size() >= 3);
  }

  private static List<String> labels(boolean log, double low, double high) {
    return Axis.over(log, low, high).ticks().stream()
        .filter(Axis.Tick::major)
        .map(Axis.Tick::label)
        .toList();
  }

  @Test
  void roundOffTailDoesNotSqueezeASpectrum() {
    double[] x = new double[1000];
    double[] y = new double[1000];
    for (int i = 0; i < 1000; i++) {
      x[i] = i + 1;
      y[i] = i > 990 ? 1e-18 : Math.pow(i + 1, -1.5);
    }
    Chart chart =
        Chart.logLog("c", "", "", "", List.of(new Curve("c", x, y, CurveStyle.MEASURED, 0)), "");
    assertTrue(ChartRange.of(chart).y().low() > 1e-7);
  }

  static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
