package org.ntkasymptotics.experiment;

import java.util.Locale;

/** Times in words. */
public final class Durations {
  private Durations() {}

  /** "40 s", "3 min", "5.2 h", "2.1 d": two digits are all an estimate has. */
  public static String text(double seconds) {
    if (seconds < 99.5) {
      return String.format(Locale.ROOT, seconds < 9.95 ? "%.1f s" : "%.0f s", seconds);
    }
    double minutes = seconds / 60;
    if (minutes < 99.5) {
      return String.format(Locale.ROOT, "%.0f min", minutes);
    }
    double hours = minutes / 60;
    return String.format(
        Locale.ROOT, hours < 48 ? "%.1f h" : "%.1f d", hours < 48 ? hours : hours / 24);
  }
}
