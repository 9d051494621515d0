package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.report.Measured;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.report.TextTable.Cell;
import org.ntkasymptotics.theory.EffectiveDimension;

/** Exponents of the digits under all settings, under what the paper prints. */
final class DigitTable {
  private static final List<String> COLUMNS =
      List.of("points, kernel, indices", "target", "ν", "κ", "ξ", "κ/ν", "d = 1/(ν−1)");

  private final List<List<Cell>> rows = new ArrayList<>();

  /** Begins with the printed exponents. */
  DigitTable(double nu, double kappa, double xi) {
    Measured printed = exact(nu);
    add("printed in the paper", "", new DigitExponents(printed, exact(kappa), exact(xi)));
  }

  private static Measured exact(double value) {
    return Measured.of(value, Double.NaN, Double.NaN);
  }

  /** A line. */
  void add(String setting, String target, DigitExponents exponents) {
    rows.add(
        List.of(
            Cell.of(setting),
            Cell.of(target),
            Cell.of(exponents.nu()),
            Cell.of(exponents.kappa()),
            Cell.of(exponents.xi()),
            Cell.of(exponents.implied()),
            Cell.of(dimension(exponents.dimension()))));
  }

  private static String dimension(EffectiveDimension d) {
    String value = number(d.value());
    return Double.isNaN(d.low())
        ? value
        : value + " (" + number(d.low()) + "–" + number(d.high()) + ")";
  }

  private static String number(double d) {
    return Double.isInfinite(d) ? "∞" : String.format(Locale.ROOT, "%.1f", d);
  }

  TextTable table() {
    return new TextTable(
        "Exponents and what they depend on",
        "Each with half of its 95 % interval, which holds moves of the window's ends by a factor of"
            + " 2; lines for other indices have none. ξ should be κ/ν. The last column is the"
            + " dimension in which theory has this ν.",
        COLUMNS,
        rows);
  }
}
