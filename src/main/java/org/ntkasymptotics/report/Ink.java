package org.ntkasymptotics.report;

import java.util.List;
import java.util.Locale;

/**
 * A colour and the class by which a page's style sheet can change it.
 *
 * @param name class in SVG
 * @param rgb on white paper, 0xRRGGBB
 */
record Ink(String name, int rgb) {
  /** Letters and frame. */
  static final Ink TEXT = new Ink("ink", 0x222222);

  /** Keys of the legend that stand for no colour. */
  static final Ink QUIET = new Ink("quiet", 0x666666);

  /** Grid at the labelled ticks. */
  static final Ink GRID = new Ink("grid", 0xE2E2E2);

  /** Grid between them. */
  static final Ink FINE_GRID = new Ink("fine", 0xF3F3F3);

  private static final double THEORY_SHADE = 0.5;

  // Okabe and Ito's palette, told apart by colour-blind readers, without its yellow, too light on
  // white, and with its light colours darkened to a contrast of 3 on white; more for charts of many
  // curves.
  private static final List<Ink> GROUPS =
      List.of(
          new Ink("g0", 0x0072B2),
          new Ink("g1", 0xD55E00),
          new Ink("g2", 0x009E73),
          new Ink("g3", 0xB85C94),
          new Ink("g4", 0xB87A00),
          new Ink("g5", 0x3A97CF),
          new Ink("g6", 0x444444),
          new Ink("g7", 0x8C564B),
          new Ink("g8", 0x5E4FA2),
          new Ink("g9", 0x66801A),
          new Ink("g10", 0xA8203A),
          new Ink("g11", 0x007C80),
          new Ink("g12", 0x8A8A00));

  /** The colour of a group; repeats after the last. */
  static Ink group(int group) {
    return GROUPS.get(group % GROUPS.size());
  }

  /**
   * The colour of a group's theory: darker, to be seen on top of the measurement it agrees with; of
   * its singular part likewise.
   */
  static Ink theory(int group) {
    Ink ink = group(group);
    int r = (int) (THEORY_SHADE * (ink.rgb >> 16 & 0xFF));
    int g = (int) (THEORY_SHADE * (ink.rgb >> 8 & 0xFF));
    int b = (int) (THEORY_SHADE * (ink.rgb & 0xFF));
    return new Ink(ink.name.replace('g', 't'), r << 16 | g << 8 | b);
  }

  /** The colour of a curve. */
  static Ink of(Curve curve) {
    return curve.style().goesWithMeasurement() ? theory(curve.group()) : group(curve.group());
  }

  String hex() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
