package org.ntkasymptotics.fit;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The statistical part of an interval and where it comes from.
 *
 * @param halfWidths95 at 95 %
 * @param basis in words
 */
record StatisticalError(HalfWidths halfWidths95, String basis) {

  private static final double NORMAL_95 = 1.96;

  /** Share of an interval that need not be spoken of. */
  private static final double NEGLIGIBLE = 0.05;

  static StatisticalError of(Replicas replicas, FitWindow window, FitRules rules) {
    if (replicas instanceof Replicas.Drawn drawn) {
      return of(drawn.measured(), window, rules).with(drawn, window, rules);
    }
    if (replicas instanceof Replicas.DataSets sets) {
      return ofDataSets(sets, window, rules);
    }
    if (replicas instanceof Replicas.Halves halves) {
      return ofHalves(halves, window, rules);
    }
    LineFit fit = LineFit.of(replicas.wholes().get(0), window, rules);
    return new StatisticalError(
        CorrelatedResiduals.halfWidths95(fit),
        "one series: its residuals, taken as correlated; scatter between data sets is not in it");
  }

  /**
   * With the measurement's own error. It moves a single series as a whole, which its residuals do
   * not show; between several series it is a part of their scatter, but for what they have in
   * common, so that there it is the least that the error can be.
   */
  private StatisticalError with(Replicas.Drawn drawn, FitWindow window, FitRules rules) {
    LineFit fit = LineFit.of(drawn.wholes().get(0), window, rules);
    List<LineFit> draws =
        drawn.draws().stream().map(draw -> LineFit.of(draw, window, rules)).toList();
    HalfWidths own =
        new HalfWidths(
                deviation(draws, fit, LineFit::exponent),
                deviation(draws, fit, LineFit::lnConstant),
                deviation(draws, fit, LineFit::lnLevel))
            .times(NORMAL_95);
    boolean single = drawn.measured() instanceof Replicas.Single;
    HalfWidths both = single ? halfWidths95.and(own) : halfWidths95.orLarger(own);
    if (own.exponent() <= NEGLIGIBLE * both.exponent()) {
      return new StatisticalError(both, basis);
    }
    return new StatisticalError(
        both,
        String.format(
            Locale.ROOT,
            single
                ? "%s; the estimates' own errors are, ±%.2g in the exponent"
                : "%s; no less than the estimates' own errors make, ±%.2g in the exponent",
            basis,
            own.exponent()));
  }

  /** Root mean square. */
  private static double deviation(
      List<LineFit> draws, LineFit fit, ToDoubleFunction<LineFit> number) {
    double centre = number.applyAsDouble(fit);
    double squares = 0;
    for (LineFit draw : draws) {
      double distance = number.applyAsDouble(draw) - centre;
      squares += distance * distance;
    }
    return Math.sqrt(squares / draws.size());
  }

  /** t·sd/√R of the mean over R data sets, R − 1 degrees of freedom. */
  private static StatisticalError ofDataSets(
      Replicas.DataSets sets, FitWindow window, FitRules rules) {
    List<LineFit> fits =
        sets.wholes().stream().map(series -> LineFit.of(series, window, rules)).toList();
    int count = fits.size();
    HalfWidths sd =
        new HalfWidths(
            sd(fits, LineFit::exponent), sd(fits, LineFit::lnConstant), sd(fits, LineFit::lnLevel));
    return new StatisticalError(
        sd.times(CorrelatedResiduals.student95(count - 1) / Math.sqrt(count)),
        String.format(
            Locale.ROOT,
            "%d independent data sets: mean, Student t; sd between them %.2g in the exponent",
            count,
            sd.exponent()));
  }

  /**
   * The whole's variance is a quarter of the mean squared difference of its disjoint halves (each
   * half has twice its variance), one degree of freedom for each pair.
   */
  private static StatisticalError ofHalves(
      Replicas.Halves halves, FitWindow window, FitRules rules) {
    List<LineFit> fits =
        halves.halves().stream()
            .map(
                half ->
                    LineFit.of(
                        half, window.times(halves.windowScale()).clippedTo(half.span()), rules))
            .toList();
    int pairs = fits.size() / 2;
    HalfWidths sd =
        new HalfWidths(
            halfDifference(fits, LineFit::exponent),
            halfDifference(fits, LineFit::lnConstant),
            halfDifference(fits, LineFit::lnLevel));
    return new StatisticalError(
        sd.times(CorrelatedResiduals.student95(pairs)),
        String.format(
            Locale.ROOT,
            "one data set: %d division%s into disjoint halves, Student t",
            pairs,
            pairs == 1 ? "" : "s"));
  }

  private static double sd(List<LineFit> fits, ToDoubleFunction<LineFit> number) {
    SummaryStatistics statistics = new SummaryStatistics();
    fits.forEach(fit -> statistics.addValue(number.applyAsDouble(fit)));
    return statistics.getStandardDeviation();
  }

  private static double halfDifference(List<LineFit> fits, ToDoubleFunction<LineFit> number) {
    int pairs = fits.size() / 2;
    double sum = 0;
    for (int j = 0; j < 2 * pairs; j += 2) {
      double difference = number.applyAsDouble(fits.get(j)) - number.applyAsDouble(fits.get(j + 1));
      sum += difference * difference / 4;
    }
    return Math.sqrt(sum / pairs);
  }
}
