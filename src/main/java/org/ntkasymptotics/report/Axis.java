package org.ntkasymptotics.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart.
 *
 * @param log whether it is logarithmic
 * @param low its lower end; positive if logarithmic
 * @param high its upper end, larger than {@code low}
 */
record Axis(boolean log, double low, double high) {
  private static final int MOST_LABELS = 9;
  private static final int MOST_STEP = 5;
  private static final double SHORT = 1.5;

  /** Below this many decades 1, 2 and 5 times powers of ten may be too few labels. */
  private static final double NARROW = 0.7;

  private static final double PADDING = 0.03;

  /**
   * A tick.
   *
   * @param value where
   * @param label drawn beside it; empty for a minor tick
   */
  record Tick(double value, String label) {
    boolean major() {
      return !label.isEmpty();
    }
  }

  /** An axis over the values with some room at both ends; an axis around 1 if there are none. */
  static Axis over(boolean log, double low, double high) {
    if (!(low <= high)) {
      return log ? new Axis(true, 0.1, 10) : new Axis(false, 0, 1);
    }
    if (log) {
      double from = Math.log10(low);
      double to = Math.log10(high);
      double room = Math.max(PADDING * (to - from), to - from < 0.3 ? 0.2 : 0.03);
      // The ends of the double range are no place to draw beyond.
      return new Axis(
          true, Math.pow(10, Math.max(-305, from - room)), Math.pow(10, Math.min(305, to + room)));
    }
    double room = high > low ? PADDING * (high - low) : Math.max(1e-3, 0.1 * Math.abs(low));
    return new Axis(false, low - room, high + room);
  }

  /** 0 at the lower end, 1 at the upper. */
  double share(double value) {
    return log
        ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
        : (value - low) / (high - low);
  }

  /** Ticks in ascending order, minor ones among them. */
  List<Tick> ticks() {
    return log && Math.log10(high) - Math.log10(low) >= NARROW ? logTicks() : evenTicks();
  }

  private List<Tick> logTicks() {
    int from = (int) Math.floor(Math.log10(low));
    int to = (int) Math.ceil(Math.log10(high));
    double decades = Math.log10(high) - Math.log10(low);
    int step = Math.max(1, (int) Math.ceil(decades / MOST_LABELS));
    List<Tick> ticks = new ArrayList<>();
    for (int decade = from; decade <= to; decade++) {
      boolean labelled = Math.floorMod(decade, step) == 0;
      if (labelled || step <= MOST_STEP) {
        add(ticks, Math.pow(10, decade), labelled ? label(1, decade) : "");
      }
      for (int digit = 2; step == 1 && digit <= 9; digit++) {
        boolean few = decades < SHORT && (digit == 2 || digit == 5);
        add(ticks, digit * Math.pow(10, decade), few ? label(digit, decade) : "");
      }
    }
    return ticks;
  }

  // Short axes of moderate numbers read best as plain ones.
  private String label(int digit, int decade) {
    if (low >= 1e-3 && high <= 1e4 && Math.log10(high) - Math.log10(low) < SHORT) {
      return BigDecimal.valueOf(digit).scaleByPowerOfTen(decade).toPlainString();
    }
    return (digit == 1 ? "" : digit + " × ") + RichText.powerOfTen(decade);
  }

  private List<Tick> evenTicks() {
    double raw = (high - low) / 5;
    double unit = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        raw / unit < 1.5
            ? unit
            : raw / unit < 3.5 ? 2 * unit : raw / unit < 7.5 ? 5 * unit : 10 * unit;
    List<Tick> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step); k * step <= high && ticks.size() < 30; k++) {
      add(ticks, k * step, label(k * step, step));
    }
    return ticks;
  }

  /** With as many decimals as the step between labels has. */
  private static String label(double value, double step) {
    if (value == 0) {
      return "0";
    }
    int decade = (int) Math.floor(Math.log10(Math.max(Math.abs(value), step)) + 1e-9);
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    if (decimals <= 6 && decade < 6) {
      return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    }
    BigDecimal mantissa = BigDecimal.valueOf(value).scaleByPowerOfTen(-decade);
    String digits = mantissa.round(new MathContext(3)).stripTrailingZeros().toPlainString();
    return digits.replace('-', '−') + " × " + RichText.powerOfTen(decade);
  }

  private void add(List<Tick> ticks, double value, String label) {
    if (value >= low && value <= high) {
      ticks.add(new Tick(value, label));
    }
  }
}
