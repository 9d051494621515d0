package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.LocalExponent;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.RatioFit;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.theory.PowerLaw;

/** The charts of one or more cases: the laws, measured over predicted, and local exponents. */
final class CaseCharts {
  /** A law is drawn no higher than this many times the largest value measured. */
  private static final double HEADROOM = 1.5;

  /** Loss curves end at this many times the end of the fit. */
  private static final double BEYOND = 10;

  /** Ratios and local exponents end at this many times the end of the fit. */
  private static final double JUST_BEYOND = 2;

  private static final double DOTS_PER_DECADE = 4;

  private final List<CaseStudy> cases;

  CaseCharts(List<CaseStudy> cases) {
    this.cases = List.copyOf(cases);
  }

  /** All rows, those without curves left out. */
  List<ChartRow> rows() {
    List<ChartRow> rows = new ArrayList<>();
    add(
        rows,
        "Laws",
        "Solid: measured."
            + (has(c -> c.theory().isPresent()) ? " Dashed: the power law of theory." : "")
            + (has(c -> c.predicted().isPresent())
                ? " Dotted: theory for a sample of this size."
                : "")
            + (has(CaseCharts::isFittedOnly) ? " Dash-dotted: the power law fitted." : "")
            + (cases.stream().anyMatch(c -> c.stepLoss().isPresent())
                ? " Dots: the loss that the measured spectrum implies for infinite width."
                : ""),
        List.of(loss(), eigenvalues(), partialSums()));
    add(
        rows,
        "Measured over predicted",
        "Predicted by theory for a sample of this size, without free parameters. One is perfect"
            + " agreement.",
        List.of(
            ratios("ratio-loss", "Loss", "t", lossKind()),
            ratios("ratio-eigenvalues", "Eigenvalues", "n", Kind.EIGENVALUES),
            ratios("ratio-partial-sums", "Partial sums", "n", Kind.PARTIAL_SUMS)));
    add(
        rows,
        "Finite width",
        "The loss of the trained network over the loss of infinite width at the same steps: a"
            + " finite network is slower at late times.",
        List.of(finiteWidth()));
    add(
        rows,
        "Local exponents",
        "The slope −d ln y/d ln x of the measured series freed from its finite-sample correction;"
            + " dashed: theory.",
        List.of(
            exponents("exponent-loss", "Loss: ξ", "t", "ξ", lossKind()),
            exponents("exponent-eigenvalues", "Eigenvalues: ν", "n", "ν", Kind.EIGENVALUES),
            exponents("exponent-partial-sums", "Partial sums: κ", "n", "κ", Kind.PARTIAL_SUMS)));
    return rows;
  }

  private boolean has(Predicate<LawComparison> what) {
    return cases.stream().flatMap(c -> c.comparisons().stream()).anyMatch(what);
  }

  private static boolean isFittedOnly(LawComparison law) {
    return law.theory().isEmpty() && law.fit().isPresent();
  }

  private static void add(List<ChartRow> rows, String heading, String text, List<Chart> charts) {
    List<Chart> drawn = charts.stream().filter(c -> !c.curves().isEmpty()).toList();
    if (!drawn.isEmpty()) {
      rows.add(new ChartRow(heading, text, drawn));
    }
  }

  /** The spectral loss, or the trained one where no spectrum was measured. */
  private Kind lossKind() {
    return cases.stream().anyMatch(c -> c.comparison(Kind.SPECTRAL_LOSS).isPresent())
        ? Kind.SPECTRAL_LOSS
        : Kind.TRAINED_LOSS;
  }

  private Chart loss() {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      Optional<LawComparison> trained = c.comparison(Kind.TRAINED_LOSS);
      Optional<LawComparison> spectral = c.comparison(Kind.SPECTRAL_LOSS);
      if (trained.isPresent()) {
        curves.add(curve(label(c, "trained"), trained.get().measured(), CurveStyle.MEASURED, k));
      }
      if (spectral.isPresent()) {
        Series shown = shown(spectral.get());
        curves.add(
            trained.isPresent()
                ? curve(label(c, "spectral"), sparse(shown), CurveStyle.POINTS, k)
                : curve(label(c, "spectral"), shown, CurveStyle.MEASURED, k));
      }
      Optional<LawComparison> law = spectral.or(() -> trained);
      if (law.isPresent()) {
        curves.addAll(theory(c, law.get(), k));
      }
    }
    return Chart.logLog(
        "loss", "Loss", "t = step size × steps", "L(t)", curves, "Loss against training time.");
  }

  private Chart eigenvalues() {
    List<Curve> curves = new ArrayList<>();
    for (int k : showing(Kind.EIGENVALUES)) {
      CaseStudy c = cases.get(k);
      LawComparison law = c.comparison(Kind.EIGENVALUES).orElseThrow();
      curves.add(curve(label(c.dataName(), "λₙ"), law.measured(), CurveStyle.MEASURED, k));
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

  private Chart partialSums() {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      Optional<LawComparison> law = c.comparison(Kind.PARTIAL_SUMS);
      if (law.isPresent()) {
        curves.add(curve(label(c, "sₙ"), law.get().measured(), CurveStyle.MEASURED, k));
        curves.addAll(theory(c, law.get(), k));
      }
    }
    return Chart.logLog(
        "partial-sums", "Partial sums", "n", "sₙ", curves, "sₙ = Σ c² over the modes from n on.");
  }

  private String label(CaseStudy c, String what) {
    return label(c.name(), what);
  }

  private static String label(String name, String what) {
    return name.isEmpty() ? what : what.isEmpty() ? name : name + ", " + what;
  }

  /** Cases with a law of this kind; of those that share a spectrum only the first. */
  private List<Integer> showing(Kind kind) {
    List<Integer> chosen = new ArrayList<>();
    List<double[]> seen = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      Optional<LawComparison> law = cases.get(k).comparison(kind);
      if (law.isPresent()
          && seen.stream().noneMatch(y -> Arrays.equals(y, law.get().measured().y()))) {
        seen.add(law.get().measured().y());
        chosen.add(k);
      }
    }
    return chosen;
  }

  /** The name of a case in charts of one curve a case. */
  private String name(int k, Kind kind) {
    CaseStudy c = cases.get(k);
    String name = kind == Kind.EIGENVALUES ? c.dataName() : c.name();
    return name.isEmpty() ? "measured" : name;
  }

  /** Losses to ten times the last time of the fit: beyond, the smallest modes die one by one. */
  private static Series shown(LawComparison law) {
    return law.fit()
        .map(f -> upTo(law.measured(), BEYOND * f.window().to()))
        .orElse(law.measured());
  }

  private static Series upTo(Series s, double end) {
    return s.within(new FitWindow(s.x()[0], Math.max(end, 2 * s.x()[0])));
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

  private static Curve curve(String name, Series series, CurveStyle style, int group) {
    return new Curve(name, series.x(), series.y(), style, group);
  }

  /** The bare law and the finite-sample prediction. */
  private List<Curve> theory(CaseStudy c, LawComparison law, int group) {
    List<Curve> curves = new ArrayList<>();
    double top = HEADROOM * Arrays.stream(law.measured().y()).max().orElse(1);
    double end =
        law.kind() == Kind.SPECTRAL_LOSS
            ? shown(law).x()[shown(law).size() - 1]
            : law.measured().x()[law.measured().size() - 1];
    if (isFittedOnly(law)) {
      curves.add(curve(label(c, "fitted"), fitted(law), CurveStyle.FITTED, group));
    }
    if (law.theory().isPresent()) {
      bare(law)
          .map(s -> upTo(s, end))
          .ifPresent(s -> curves.add(below(label(c, "theory"), s, top, CurveStyle.THEORY, group)));
    }
    law.predicted()
        .map(s -> upTo(s, end))
        .ifPresent(
            s ->
                curves.add(
                    below(label(c, "theory, finite M"), s, top, CurveStyle.CORRECTED, group)));
    return curves;
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

  private Chart ratios(String id, String title, String x, Kind kind) {
    List<Curve> curves = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (int k : showing(kind)) {
      Optional<LawComparison> law = cases.get(k).comparison(kind);
      if (law.get().ratio().isPresent()) {
        RatioFit ratio = law.get().ratio().get();
        Series s = upTo(ratio.curve(), JUST_BEYOND * ratio.window().to());
        curves.add(curve(name(k, kind), s, CurveStyle.MEASURED, k));
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

  private Chart finiteWidth() {
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      CaseStudy c = cases.get(k);
      if (c.training().isPresent() && c.stepLoss().isPresent()) {
        Series trained = Series.ofCurve(c.training().get().times(), c.training().get().losses());
        Series spectral = Series.ofCurve(c.stepLoss().get().times(), c.stepLoss().get().losses());
        curves.add(
            curve(
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

  private Chart exponents(String id, String title, String x, String y, Kind kind) {
    List<Curve> curves = new ArrayList<>();
    for (int k : showing(kind)) {
      LawComparison law = cases.get(k).comparison(kind).orElseThrow();
      if (law.fit().isEmpty() || law.fit().get().localExponent().size() == 0) {
        continue;
      }
      FitWindow window = law.fit().get().window();
      LocalExponent local = law.fit().get().localExponent();
      Series shown = upTo(new Series(local.x(), local.exponents()), JUST_BEYOND * window.to());
      curves.add(curve(name(k, kind), shown, CurveStyle.MEASURED, k));
      if (law.theory().isPresent()) {
        double exponent = law.theory().get().exponent();
        curves.add(
            new Curve(
                "theory, over the fit's window",
                new double[] {window.from(), window.to()},
                new double[] {exponent, exponent},
                CurveStyle.THEORY,
                k));
      }
    }
    return new Chart(
        id, title, x, y, true, false, curves, "Local exponent of " + kind.words() + ".");
  }
}
