package org.ntkasymptotics.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Numbers as people read them: three digits and a unit. */
final class Units {
  private static final MathContext DIGITS = new MathContext(3);

  private Units() {}

  /** A time. */
  static String seconds(double seconds) {
    Map<Double, String> units = new LinkedHashMap<>();
    units.put(1.0, " s");
    units.put(1e-3, " ms");
    units.put(1e-6, " µs");
    for (Map.Entry<Double, String> unit : units.entrySet()) {
      if (seconds >= unit.getKey()) {
        return plain(seconds / unit.getKey()) + unit.getValue();
      }
    }
    return plain(seconds * 1e9) + " ns";
  }

  /** Memory. */
  static String bytes(double bytes) {
    return bytes < 0x1p30 ? plain(bytes / 0x1p20) + " MiB" : plain(bytes / 0x1p30) + " GiB";
  }

  /** Bytes or operations a second. */
  static String rate(Limit limit, double value) {
    return plain(value * 1e-9) + (limit == Limit.MEMORY ? " GB/s" : " GFlop/s");
  }

  /** A share in percent. */
  static String percent(double share) {
    return plain(100 * share) + " %";
  }

  /** Three significant digits. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return value >= 1000
        ? String.format(Locale.ROOT, "%.0f", value)
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Two decimals. */
  static String fixed(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
