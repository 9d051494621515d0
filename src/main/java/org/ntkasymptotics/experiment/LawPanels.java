package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.theory.PowerLaw;

/** What was measured beside the laws, a panel each for losses, eigenvalues and partial sums. */
final class LawPanels {
  /** A law is drawn no higher than this many times the largest value measured. */
  private static final double HEADROOM = 1.5;

  /** Loss curves end at this many times the end of the fit. */
  private static final double BEYOND = 10;

  private static final double DOTS_PER_DECADE = 4;

  private final List<CaseStudy> cases;

  LawPanels(List<CaseStudy> cases) {
    this.cases = cases;
  }

  /** Losses, trained and spectral. */
  Chart loss() {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      Optional<LawComparison> trained = c.comparison(Kind.TRAINED_LOSS);
      Optional<LawComparison> spectral = c.comparison(Kind.SPECTRAL_LOSS);
      if (trained.isPresent()) {
        curves.add(
            CaseCurves.curve(
                label(c, "trained"), trained.get().measured(), CurveStyle.MEASURED, k));
      }
      if (spectral.isPresent()) {
        Series shown = shown(spectral.get());
        curves.add(
            trained.isPresent()
                ? CaseCurves.curve(label(c, "spectral"), sparse(shown), CurveStyle.POINTS, k)
                : CaseCurves.curve(label(c, "spectral"), shown, CurveStyle.MEASURED, k));
      }
      Optional<LawComparison> law = spectral.or(() -> trained);
      if (law.isPresent()) {
        curves.addAll(theory(c, law.get(), k));
      }
    }
    return Chart.logLog(
        "loss", "Loss", "t = step size × steps", "L(t)", curves, "Loss against training time.");
  }

  /** λₙ. */
  Chart eigenvalues() {
    List<Curve> curves = new ArrayList<>();
    for (int k : CaseCurves.showing(cases, Kind.EIGENVALUES)) {
      CaseStudy c = cases.get(k);
      LawComparison law = c.comparison(Kind.EIGENVALUES).orElseThrow();
      curves.add(
          CaseCurves.curve(label(c.dataName(), "λₙ"), law.measured(), CurveStyle.MEASURED, k));
      curves.addAll(theory(c, law, k));
    }
    return Chart.logLog(
        "eigenvalues",
        "Eigenvalues",
        "n + ½",
        "λₙ",
        curves,
        "Eigenvalues of Θ/M; cases that share points and kernel share a curve.");
  }

  /** sₙ. */
  Chart partialSums() {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      Optional<LawComparison> law = c.comparison(Kind.PARTIAL_SUMS);
      if (law.isPresent()) {
        curves.add(CaseCurves.curve(label(c, "sₙ"), law.get().measured(), CurveStyle.MEASURED, k));
        curves.addAll(theory(c, law.get(), k));
      }
    }
    return Chart.logLog(
        "partial-sums", "Partial sums", "n", "sₙ", curves, "sₙ = Σ c² over the modes from n on.");
  }

  /** Whether a law was fitted where theory has none. */
  static boolean isFittedOnly(LawComparison law) {
    return law.theory().isEmpty() && law.fit().isPresent();
  }

  private static String label(CaseStudy c, String what) {
    return label(c.name(), what);
  }

  private static String label(String name, String what) {
    return name.isEmpty() ? what : what.isEmpty() ? name : name + ", " + what;
  }

  /** Losses to ten times the last time of the fit: beyond, the smallest modes die one by one. */
  private static Series shown(LawComparison law) {
    return law.fit()
        .map(f -> CaseCurves.upTo(law.measured(), BEYOND * f.window().to()))
        .orElse(law.measured());
  }

  private static Series sparse(Series s) {
    List<Integer> kept = new ArrayList<>();
    double next = 0;
    for (int i = 0; i < s.size(); i++) {
      if (s.x()[i] >= next) {
        kept.add(i);
        next = s.x()[i] * Math.pow(10, 1.0 / DOTS_PER_DECADE);
      }
    }
    return new Series(
        kept.stream().mapToDouble(i -> s.x()[i]).toArray(),
        kept.stream().mapToDouble(i -> s.y()[i]).toArray());
  }

  /** The bare law and the finite-sample prediction. */
  private static List<Curve> theory(CaseStudy c, LawComparison law, int group) {
    List<Curve> curves = new ArrayList<>();
    double top = HEADROOM * Arrays.stream(law.measured().y()).max().orElse(1);
    double end =
        law.kind() == Kind.SPECTRAL_LOSS
            ? shown(law).x()[shown(law).size() - 1]
            : law.measured().x()[law.measured().size() - 1];
    if (isFittedOnly(law)) {
      curves.add(CaseCurves.curve(label(c, "fitted"), fitted(law), CurveStyle.FITTED, group));
    }
    if (law.theory().isPresent()) {
      CurveStyle style = styleOfLaw(c);
      bare(law)
          .map(s -> CaseCurves.upTo(s, end))
          .ifPresent(s -> curves.add(below(label(c, style.label()), s, top, style, group)));
    }
    law.predicted()
        .map(s -> CaseCurves.upTo(s, end))
        .ifPresent(
            s ->
                curves.add(
                    below(label(c, "theory, finite M"), s, top, CurveStyle.CORRECTED, group)));
    return curves;
  }

  /** How a law is drawn that theory gives, or that only the fits of others imply. */
  static CurveStyle styleOfLaw(CaseStudy c) {
    return c.laws().isPresent() ? CurveStyle.THEORY : CurveStyle.IMPLIED;
  }

  /** The fitted power law over its window. */
  private static Series fitted(LawComparison law) {
    PowerLawFit fit = law.fit().orElseThrow();
    double[] x = {fit.window().from(), fit.window().to()};
    double p = fit.exponent().value();
    return new Series(
        x, Arrays.stream(x).map(v -> fit.constant().value() * Math.pow(v, -p)).toArray());
  }

  /**
   * The power law at the places measured. Where it has no constant, its slope through the
   * finite-sample prediction at the start of the fit.
   */
  private static Optional<Series> bare(LawComparison law) {
    PowerLaw theory = law.theory().orElseThrow();
    double[] x = law.measured().x();
    double[] y = new double[x.length];
    double scale;
    if (theory.constant().value().isPresent()) {
      scale = theory.constant().value().getAsDouble();
    } else if (law.predicted().isPresent() && law.fit().isPresent()) {
      Series predicted = law.predicted().get();
      int at = 0;
      while (at < x.length - 1 && x[at] < law.fit().get().window().from()) {
        at++;
      }
      scale = predicted.y()[at] * Math.pow(x[at], theory.exponent());
    } else {
      return Optional.empty();
    }
    for (int i = 0; i < x.length; i++) {
      y[i] = scale * Math.pow(x[i], -theory.exponent());
    }
    return Optional.of(new Series(x, y));
  }

  private static Curve below(String name, Series s, double top, CurveStyle style, int group) {
    int from = 0;
    while (from < s.size() - 1 && s.y()[from] > top) {
      from++;
    }
    int to = s.size();
    while (to > from + 1 && !(s.y()[to - 1] > 0)) {
      to--;
    }
    return new Curve(
        name,
        Arrays.copyOfRange(s.x(), from, to),
        Arrays.copyOfRange(s.y(), from, to),
        style,
        group);
  }
}
