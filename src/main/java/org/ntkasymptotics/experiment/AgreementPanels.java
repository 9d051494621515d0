package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.LocalExponent;
import org.ntkasymptotics.fit.RatioFit;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;

/** How well measurement, theory and infinite width agree: ratios and local exponents. */
final class AgreementPanels {
  /** Ratios and local exponents end at this many times the end of the fit. */
  private static final double JUST_BEYOND = 2;

  private final List<CaseStudy> cases;

  AgreementPanels(List<CaseStudy> cases) {
    this.cases = cases;
  }

  /** Measured over predicted. */
  Chart ratios(String id, String title, String x, Kind kind) {
    List<Curve> curves = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (int k : CaseCurves.showing(cases, kind)) {
      Optional<LawComparison> law = cases.get(k).comparison(kind);
      if (law.get().ratio().isPresent()) {
        RatioFit ratio = law.get().ratio().get();
        Series s = CaseCurves.upTo(ratio.curve(), JUST_BEYOND * ratio.window().to());
        curves.add(CaseCurves.curve(name(k, kind), s, CurveStyle.MEASURED, k));
        low = Math.min(low, s.x()[0]);
        high = Math.max(high, s.x()[s.size() - 1]);
      }
    }
    if (!curves.isEmpty()) {
      curves.add(
          new Curve(
              "1", new double[] {low, high}, new double[] {1, 1}, CurveStyle.THEORY, cases.size()));
    }
    return new Chart(
        id, title, x, "measured / predicted", true, true, curves, "Ratio of " + kind.words() + ".");
  }

  /** Trained over spectral losses. */
  Chart finiteWidth() {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      if (c.training().isPresent() && c.stepLoss().isPresent()) {
        Series trained = Series.ofCurve(c.training().get().times(), c.training().get().losses());
        Series spectral = Series.ofCurve(c.stepLoss().get().times(), c.stepLoss().get().losses());
        curves.add(
            CaseCurves.curve(
                c.name().isEmpty() ? "trained/spectral" : c.name(),
                trained.dividedBy(spectral.y()),
                CurveStyle.MEASURED,
                k));
      }
    }
    return new Chart(
        "finite-width",
        "Trained over spectral loss",
        "t",
        "trained / spectral",
        true,
        false,
        curves,
        "Ratio of the trained network's loss to ½ Σ c² (1 − ηλ)²ᵏ.");
  }

  /** Local exponents beside those of theory. */
  Chart exponents(String id, String title, String x, String y, Kind kind) {
    List<Curve> curves = new ArrayList<>();
    for (int k : CaseCurves.showing(cases, kind)) {
      LawComparison law = cases.get(k).comparison(kind).orElseThrow();
      if (law.fit().isEmpty() || law.fit().get().localExponent().size() == 0) {
        continue;
      }
      FitWindow window = law.fit().get().window();
      LocalExponent local = law.fit().get().localExponent();
      Series shown =
          CaseCurves.upTo(new Series(local.x(), local.exponents()), JUST_BEYOND * window.to());
      curves.add(CaseCurves.curve(name(k, kind), shown, CurveStyle.MEASURED, k));
      if (law.theory().isPresent()) {
        double exponent = law.theory().get().exponent();
        CurveStyle style = LawPanels.styleOfLaw(cases.get(k));
        curves.add(
            new Curve(
                style.label() + ", over the fit's window",
                new double[] {window.from(), window.to()},
                new double[] {exponent, exponent},
                style,
                k));
      }
    }
    return new Chart(
        id, title, x, y, true, false, curves, "Local exponent of " + kind.words() + ".");
  }

  /** The name of a case in charts of one curve a case. */
  private String name(int k, Kind kind) {
    CaseStudy c = cases.get(k);
    String name = kind == Kind.EIGENVALUES ? c.dataName() : c.name();
    return name.isEmpty() ? "measured" : name;
  }
}
