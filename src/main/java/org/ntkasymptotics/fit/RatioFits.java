package org.ntkasymptotics.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * Measured over predicted along a window, with the intervals of {@link PowerLawFits}: the constant
 * of the ratio with its exponent held at 0.
 */
public final class RatioFits {
  private RatioFits() {}

  /**
   * Compares.
   *
   * @param predicted y as a function of x, finite-sample and discrete-step corrections included;
   *     with halves, pass ratios to {@link #of(Replicas, FitWindow, FitRules)} instead, since a
   *     half has a prediction of its own
   */
  public static RatioFit of(
      Replicas measured, DoubleUnaryOperator predicted, FitWindow window, FitRules rules) {
    refuseHalves(measured);
    return of(
        Replicas.of(measured.wholes().stream().map(s -> s.dividedBy(predicted)).toList()),
        window,
        rules);
  }

  /**
   * As above with the prediction at the places of the measurement, see {@link
   * Series#dividedBy(Series)}.
   */
  public static RatioFit of(Replicas measured, Series predicted, FitWindow window, FitRules rules) {
    refuseHalves(measured);
    return of(
        Replicas.of(measured.wholes().stream().map(s -> s.dividedBy(predicted)).toList()),
        window,
        rules);
  }

  /** Summarises ratios that the caller formed. */
  public static RatioFit of(Replicas ratios, FitWindow window, FitRules rules) {
    FitRules level = rules.withTheoreticalExponent(0).withCorrectionFitted(false);
    FitInput input = FitInput.of(ratios, window, level);
    List<Series> wholes = input.replicas().wholes();
    StatisticalError statistical = StatisticalError.of(input.replicas(), input.window(), level);
    List<PowerLawFits.Lines> lines =
        input.windows(level).stream().map(w -> PowerLawFits.Lines.of(wholes, w, level)).toList();
    Series curve = curve(wholes, input.replicas().span(), level);
    DescriptiveStatistics inWindow = new DescriptiveStatistics();
    for (double ratio : curve.within(input.window()).y()) {
      inWindow.addValue(Math.log(ratio));
    }
    return new RatioFit(
        Estimate.multiplicative(
            lines.get(0).mean(LineFit::lnLevel),
            statistical.halfWidths95().lnLevel(),
            Math.max(
                PowerLawFits.halfRange(lines, LineFit::lnLevel),
                Approach.of(input.replicas(), input.window(), level).lnLevel())),
        Math.exp(inWindow.getPercentile(50)),
        inWindow.getStandardDeviation(),
        curve,
        input.window(),
        lines.stream()
            .map(
                l ->
                    new RatioFit.WindowRatio(
                        l.window(), Math.exp(l.mean(LineFit::lnLevel)), l.points()))
            .toList(),
        statistical.basis(),
        List.copyOf(input.notes()));
  }

  private static void refuseHalves(Replicas measured) {
    if (measured.scattered() instanceof Replicas.Halves) {
      throw new FitException(
          "halves have a prediction of their own (M/2 points): divide each series by its own and"
              + " pass the ratios");
    }
  }

  /** Geometric mean over the series in the bins that all of them fill. */
  private static Series curve(List<Series> wholes, FitWindow span, FitRules rules) {
    int bins = (int) Math.max(1, Math.round(span.decades() * rules.pointsPerDecade()));
    double width = Math.log(span.to() / span.from()) / bins;
    double[] sumX = new double[bins];
    double[] sumY = new double[bins];
    int[] counts = new int[bins];
    for (Series whole : wholes) {
      LogBins means = LogBins.of(whole, span, bins);
      for (int j = 0; j < means.size(); j++) {
        int bin =
            Math.max(
                0, Math.min(bins - 1, (int) ((means.lnX()[j] - Math.log(span.from())) / width)));
        sumX[bin] += means.lnX()[j];
        sumY[bin] += means.lnY()[j];
        counts[bin]++;
      }
    }
    List<double[]> points = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      if (counts[bin] == wholes.size()) {
        points.add(
            new double[] {Math.exp(sumX[bin] / counts[bin]), Math.exp(sumY[bin] / counts[bin])});
      }
    }
    return new Series(
        points.stream().mapToDouble(p -> p[0]).toArray(),
        points.stream().mapToDouble(p -> p[1]).toArray());
  }
}
