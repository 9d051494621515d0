package org.ntkasymptotics.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Fits y = C x^−p: least squares of ln y on ln x over logarithmic bins of equal weight, with 95 %
 * intervals √(statistical² + systematic²). Source: theory notes, section 9.
 *
 * <p>Statistical: see {@link Replicas}. Systematic: half the range over the window and its moves by
 * a factor of 2 at either end, or what the drift across it leaves to come if that is more ({@link
 * Approach}; only where the law's first correction is known). Where the correction is fitted along,
 * ln y = ln C − p ln x + a x^−s, systematic is also what a slower correction would change: x^−s/2
 * where s ≥ 1, since the tails of a smooth density bring logarithms in one and two dimensions and
 * ln² x/x is x^−½ over a decade or two; x^−2s/3 elsewhere. Coverage of the intervals is asserted in
 * {@code DataSetsCoverageTest}, {@code HalvesCoverageTest} and {@code SingleSeriesCoverageTest}.
 */
public final class PowerLawFits {
  private PowerLawFits() {}

  /**
   * Fits over a window that the caller knows to be right.
   *
   * @throws FitException if the window reaches outside the data or holds too few points
   */
  public static PowerLawFit of(Replicas replicas, FitWindow window, FitRules asked) {
    FitInput input = FitInput.of(replicas, window, asked);
    boolean fitted = isCorrectionFitted(input.replicas(), asked);
    FitRules rules = asked.withCorrectionFitted(fitted);
    List<Series> wholes = input.replicas().wholes();
    StatisticalError statistical = StatisticalError.of(input.replicas(), input.window(), rules);
    List<Lines> lines = input.windows(rules).stream().map(w -> Lines.of(wholes, w, rules)).toList();
    HalfWidths stat = statistical.halfWidths95();
    HalfWidths moves =
        new HalfWidths(
            halfRange(lines, LineFit::exponent),
            halfRange(lines, LineFit::lnConstant),
            halfRange(lines, LineFit::lnLevel));
    HalfWidths systematic =
        fitted
            ? moves.and(change(lines.get(0), wholes, rules))
            : moves.orLarger(Approach.of(input.replicas(), input.window(), rules));
    if (fitted) {
      input.notes().add(beside(rules));
    } else if (systematic.exponent() > moves.exponent()) {
      input.notes().add(goesOn(rules, systematic.exponent()));
    }
    Lines best = lines.get(0);
    Optional<Estimate> atTheory =
        rules.theoreticalExponent().isPresent()
            ? Optional.of(
                Estimate.multiplicative(
                    best.mean(LineFit::lnLevel), stat.lnLevel(), systematic.lnLevel()))
            : Optional.empty();
    return new PowerLawFit(
        Estimate.additive(best.mean(LineFit::exponent), stat.exponent(), systematic.exponent()),
        Estimate.multiplicative(
            best.mean(LineFit::lnConstant), stat.lnConstant(), systematic.lnConstant()),
        atTheory,
        input.window(),
        lines.stream().map(l -> l.row(rules)).toList(),
        LocalExponent.of(wholes, rules),
        best.points(),
        statistical.basis(),
        List.copyOf(input.notes()));
  }

  /**
   * Fits a series of unknown origin: drops what lies at its floor, looks for the longest window
   * with a stable local exponent ({@link WindowSearch}) and fits there; the notes say what was
   * done.
   *
   * @throws FitException if nothing is left to fit
   */
  public static PowerLawFit ofUnknown(Series series, FitRules rules) {
    WindowSearch found = WindowSearch.in(series, rules);
    PowerLawFit fit = of(Replicas.single(found.usable()), found.window(), rules);
    List<String> notes = new ArrayList<>(found.notes());
    notes.addAll(fit.notes());
    return new PowerLawFit(
        fit.exponent(),
        fit.constant(),
        fit.constantAtTheory(),
        fit.window(),
        fit.sensitivity(),
        fit.localExponent(),
        fit.points(),
        fit.basis(),
        List.copyOf(notes));
  }

  /** Scatter along one series says nothing of three numbers at once. */
  private static boolean isCorrectionFitted(Replicas replicas, FitRules asked) {
    return asked.correctionFitted()
        && asked.correction().isPresent()
        && !(replicas.scattered() instanceof Replicas.Single);
  }

  /** What a slower correction would change. */
  private static HalfWidths change(Lines lines, List<Series> wholes, FitRules rules) {
    double s = rules.correction().orElseThrow();
    double slower = s >= 1 ? s / 2 : 2 * s / 3;
    Lines others =
        Lines.of(wholes, lines.window(), rules.withCorrection(OptionalDouble.of(slower)));
    return new HalfWidths(
        difference(lines, others, LineFit::exponent),
        difference(lines, others, LineFit::lnConstant),
        difference(lines, others, LineFit::lnLevel));
  }

  private static double difference(Lines one, Lines other, ToDoubleFunction<LineFit> number) {
    return Math.abs(one.mean(number) - other.mean(number));
  }

  private static String beside(FitRules rules) {
    return String.format(
        Locale.ROOT,
        "fitted with its first correction, C x^−p (1 + a x^−%.2g); the interval holds what"
            + " a slower one would change",
        rules.correction().orElseThrow());
  }

  private static String goesOn(FitRules rules, double exponent) {
    return String.format(
        Locale.ROOT,
        "the local exponent drifts across the window: with a first correction of x^−%.2g it may"
            + " still change by %.2g, which the interval includes",
        rules.correction().orElseThrow(),
        exponent);
  }

  static double halfRange(List<Lines> lines, ToDoubleFunction<LineFit> number) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Lines line : lines) {
      double value = line.mean(number);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return (high - low) / 2;
  }

  /** The fits of all series over one window. */
  record Lines(FitWindow window, List<LineFit> fits) {
    static Lines of(List<Series> wholes, FitWindow window, FitRules rules) {
      return new Lines(
          window, wholes.stream().map(series -> LineFit.of(series, window, rules)).toList());
    }

    double mean(ToDoubleFunction<LineFit> number) {
      return fits.stream().mapToDouble(number).average().orElseThrow();
    }

    int points() {
      return fits.get(0).bins().size();
    }

    WindowFit row(FitRules rules) {
      return new WindowFit(
          window,
          mean(LineFit::exponent),
          Math.exp(mean(LineFit::lnConstant)),
          rules.theoreticalExponent().isPresent()
              ? OptionalDouble.of(Math.exp(mean(LineFit::lnLevel)))
              : OptionalDouble.empty(),
          points());
    }
  }
}
