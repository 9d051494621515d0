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

  static StatisticalError of(Replicas replicas, FitWindow window, FitRules rules) {
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
