package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.theory.PowerLaw;

/** Spectra of one kernel for samples of several sizes in one panel, with its singular part. */
final class SpectrumPanels {
  private final String id;
  private final String title;
  private final List<String> names = new ArrayList<>();
  private final List<LawComparison> wholes = new ArrayList<>();
  private final List<LawComparison> singulars = new ArrayList<>();

  SpectrumPanels(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** One size. */
  void add(String name, CaseStudy whole, CaseStudy singular) {
    names.add(name);
    wholes.add(whole.comparison(Kind.EIGENVALUES).orElseThrow());
    singulars.add(singular.comparison(Kind.EIGENVALUES).orElseThrow());
  }

  /** λₙ. */
  Chart eigenvalues() {
    return Chart.logLog(
        "eigenvalues-" + id,
        title,
        "n + ½",
        "λₙ",
        curves((law, n) -> 1),
        "Eigenvalues of Θ/M and of its singular part, " + title + ".");
  }

  /** λₙ over the bare law. */
  Chart overLaw() {
    return Chart.logLog(
        "over-law-" + id,
        title,
        "n + ½",
        "λₙ / (Λ (n + ½)^−ν)",
        curves(SpectrumPanels::law),
        "Eigenvalues over the power law, " + title + ".");
  }

  /** What a value at x = n + ½ is divided by. */
  @FunctionalInterface
  private interface Divisor {
    double at(PowerLaw law, double x);
  }

  private static double law(PowerLaw law, double x) {
    return law.constant().value().orElse(Double.NaN) * Math.pow(x, -law.exponent());
  }

  private List<Curve> curves(Divisor divisor) {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      LawComparison whole = wholes.get(k);
      PowerLaw law = whole.theory().orElseThrow();
      DoubleUnaryOperator by = x -> divisor.at(law, x);
      Series measured = whole.measured();
      curves.add(curve(names.get(k), measured, by, CurveStyle.MEASURED, k));
      curves.add(
          curve(
              names.get(k) + ", singular part",
              singulars.get(k).measured(),
              by,
              CurveStyle.SINGULAR,
              k));
      curves.add(
          curve(names.get(k) + ", theory", bare(law, measured.x()), by, CurveStyle.THEORY, k));
      if (whole.predicted().isPresent()) {
        curves.add(
            curve(
                names.get(k) + ", theory for this M",
                positive(whole.predicted().get()),
                by,
                CurveStyle.CORRECTED,
                k));
      }
    }
    return curves;
  }

  private static Series bare(PowerLaw law, double[] x) {
    return new Series(x, Arrays.stream(x).map(v -> law(law, v)).toArray());
  }

  private static Series positive(Series s) {
    int end = s.size();
    while (end > 1 && !(s.y()[end - 1] > 0)) {
      end--;
    }
    return new Series(Arrays.copyOf(s.x(), end), Arrays.copyOf(s.y(), end));
  }

  private static Curve curve(
      String name, Series s, DoubleUnaryOperator by, CurveStyle style, int group) {
    double[] y = new double[s.size()];
    Arrays.setAll(y, i -> s.y()[i] / by.applyAsDouble(s.x()[i]));
    return new Curve(name, s.x(), y, style, group);
  }
}
