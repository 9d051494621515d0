package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.LocalExponent;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.report.Measured;

/** Charts of exponents where theory has none. */
final class DigitPanels {
  /** Local dimensions are drawn to this many times the end of the fit. */
  private static final double BEYOND = 2;

  /** ξ against κ/ν, a point each, and the line on which they are equal. */
  Chart lossAgainstSpectrum(List<CaseStudy> cases) {
    List<Curve> curves = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (int k = 0; k < cases.size(); k++) {
      DigitExponents exponents = DigitExponents.of(cases.get(k));
      Measured xi = exponents.xi();
      double implied = exponents.implied().value();
      if (xi.exists() && Double.isFinite(implied)) {
        curves.add(
            new Curve(
                cases.get(k).name(),
                new double[] {implied},
                new double[] {xi.value()},
                CurveStyle.POINTS,
                k,
                Optional.of(new Curve.Bars(new double[] {xi.low()}, new double[] {xi.high()}))));
        low = Math.min(low, Math.min(implied, xi.value()));
        high = Math.max(high, Math.max(implied, xi.value()));
      }
    }
    double[] ends = {low, high};
    curves.add(new Curve("ξ = κ/ν", ends, ends, CurveStyle.THEORY, cases.size()));
    return new Chart(
        "loss-against-spectrum",
        "ξ against κ/ν",
        "κ/ν",
        "ξ",
        false,
        false,
        curves,
        "Exponents of the loss against those that the spectrum implies, with 95 % intervals.");
  }

  /** α/(ν(n) − 1), ν(n) the local exponent of the eigenvalues, a curve for each setting. */
  Chart dimensions(List<CaseStudy> cases) {
    List<Curve> curves = new ArrayList<>();
    List<double[]> seen = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      Optional<PowerLawFit> fit = c.comparison(Kind.EIGENVALUES).flatMap(LawComparison::fit);
      double[] values = c.spectrum().orElseThrow().values();
      if (fit.isPresent() && seen.stream().noneMatch(v -> Arrays.equals(v, values))) {
        seen.add(values);
        local(c.dataName(), fit.get(), seen.size() - 1).ifPresent(curves::add);
      }
    }
    return Chart.logLog(
        "dimensions",
        "Dimension from the eigenvalues",
        "n",
        "1/(ν − 1)",
        curves,
        "The dimension in which theory has the local exponent of the eigenvalues.");
  }

  private static Optional<Curve> local(String name, PowerLawFit fit, int group) {
    LocalExponent local = fit.localExponent();
    FitWindow window = fit.window();
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < local.size(); i++) {
      double x = local.x()[i];
      double excess = local.exponents()[i] - 1;
      if (x >= window.from() && x <= BEYOND * window.to() && excess > 0) {
        points.add(new double[] {x, 1 / excess});
      }
    }
    return points.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Curve(
                name,
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray(),
                CurveStyle.MEASURED,
                group));
  }
}
