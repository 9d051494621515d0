package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text with raised and lowered parts. They are written as Unicode super- and subscripts
 * ({@code 10⁻³}, {@code λₙ}), after a caret ({@code n^−ν}) or, under a Greek letter, as {@code
 * σ_w}, and drawn from ordinary letters, which every font has.
 *
 * @param runs left to right
 */
record RichText(List<Run> runs) {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵏᵗᵀ";
  private static final String RAISED_PLAIN = "0123456789+−()niktT";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₙₖₘₜᵢⱼ";
  private static final String LOWERED_PLAIN = "0123456789+−()nkmtij";

  /** Where a run stands. */
  enum Level {
    /** On the line. */
    BASE,
    /** Above it. */
    RAISED,
    /** Below it. */
    LOWERED
  }

  /**
   * Letters at one level.
   *
   * @param text ordinary letters
   * @param level where they stand
   */
  record Run(String text, Level level) {
    /** Size relative to the line's. */
    double scale() {
      return level == Level.BASE ? 1 : 0.74;
    }

    /** Height of its baseline over the line's, in units of the line's size. */
    double rise() {
      return switch (level) {
        case BASE -> 0;
        case RAISED -> 0.36;
        case LOWERED -> -0.18;
      };
    }
  }

  static RichText of(String text) {
    List<Run> runs = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    Level level = Level.BASE;
    boolean caret = false;
    boolean low = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '^' && i + 1 < text.length() && afterCaret(text.charAt(i + 1))) {
        caret = true;
        continue;
      }
      if (isSubscript(text, i)) {
        low = true;
        continue;
      }
      caret = caret && (afterCaret(c) || isDecimalPoint(text, i));
      int raised = RAISED.indexOf(c);
      int lowered = LOWERED.indexOf(c);
      Level next =
          caret || raised >= 0 ? Level.RAISED : low || lowered >= 0 ? Level.LOWERED : Level.BASE;
      low = false;
      if (next != level && letters.length() > 0) {
        runs.add(new Run(letters.toString(), level));
        letters.setLength(0);
      }
      level = next;
      letters.append(
          raised >= 0
              ? RAISED_PLAIN.charAt(raised)
              : lowered >= 0 ? LOWERED_PLAIN.charAt(lowered) : c);
    }
    if (letters.length() > 0) {
      runs.add(new Run(letters.toString(), level));
    }
    return new RichText(List.copyOf(runs));
  }

  // σ_w, but not sigma_w or a file's name.
  private static boolean isSubscript(String text, int i) {
    return text.charAt(i) == '_'
        && i > 0
        && i + 1 < text.length()
        && Character.UnicodeBlock.GREEK.equals(Character.UnicodeBlock.of(text.charAt(i - 1)))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  private static boolean isDecimalPoint(String text, int i) {
    return text.charAt(i) == '.'
        && i > 0
        && i + 1 < text.length()
        && Character.isDigit(text.charAt(i - 1))
        && Character.isDigit(text.charAt(i + 1));
  }

  private static boolean afterCaret(char c) {
    return c == '−' || c == '-' || c == '/' || Character.isLetterOrDigit(c);
  }

  /** Ten to an integer power, as {@code 10⁻³}. */
  static String powerOfTen(int exponent) {
    StringBuilder text = new StringBuilder("10");
    for (char c : Integer.toString(exponent).toCharArray()) {
      text.append(RAISED.charAt(c == '-' ? RAISED.indexOf('⁻') : c - '0'));
    }
    return text.toString();
  }

  /** Escaped HTML with {@code <sup>} and {@code <sub>}. */
  String html() {
    StringBuilder html = new StringBuilder();
    for (Run run : runs) {
      String tag = run.level() == Level.RAISED ? "sup" : "sub";
      String text = Markup.escape(run.text());
      html.append(run.level() == Level.BASE ? text : "<" + tag + ">" + text + "</" + tag + ">");
    }
    return html.toString();
  }
}
