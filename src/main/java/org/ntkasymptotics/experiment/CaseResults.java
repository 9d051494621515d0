package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ntkasymptotics.fit.Estimate;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.RatioFit;
import org.ntkasymptotics.report.CaseResult;
import org.ntkasymptotics.report.Law;
import org.ntkasymptotics.report.LawResult;
import org.ntkasymptotics.report.Measured;
import org.ntkasymptotics.report.Predicted;
import org.ntkasymptotics.report.Window;
import org.ntkasymptotics.theory.Constant;
import org.ntkasymptotics.theory.PowerLaw;
import org.ntkasymptotics.theory.PrintedConstants;

/** Cases as the summary's and the table's numbers. */
final class CaseResults {
  private static final double EXACT = 1e-7;

  private CaseResults() {}

  static CaseResult of(CaseStudy study) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("samples", (double) study.samples());
    study.laws().ifPresent(l -> numbers.put("omega", l.eigenvalues().omega()));
    study
        .spectrum()
        .ifPresent(s -> numbers.put("eigenvaluesAboveRoundOff", (double) s.countAboveFloor()));
    study
        .estimate()
        .ifPresent(
            e -> {
              numbers.put("leadingEigenvalues", (double) e.spectrum().leading());
              numbers.put("lastIndex", (double) e.spectrum().lastIndex());
              numbers.put("products", (double) e.steps());
              numbers.put("vectorsOfAProduct", (double) e.width());
              numbers.put("stoppedByTimeLimit", e.complete() ? 0.0 : 1.0);
            });
    study
        .training()
        .ifPresent(
            run -> {
              numbers.put("width", (double) run.network().shape().lastWidth());
              numbers.put("steps", (double) run.steps());
              numbers.put("stepSize", run.stepSize());
              numbers.put("lambdaMax", run.lambdaMax());
              numbers.put("secondsPerStep", run.secondsPerStep());
            });
    numbers.values().removeIf(v -> !Double.isFinite(v));
    return new CaseResult(
        study.name(),
        study.comparisons().stream().map(c -> law(c, study.printed())).toList(),
        numbers);
  }

  private static LawResult law(LawComparison c, PrintedConstants printed) {
    List<String> remarks = new ArrayList<>(c.notes());
    Optional<PrintedConstants.Printed> own = printed(c.kind(), printed);
    own.filter(p -> !p.misprint().isEmpty())
        .ifPresent(p -> remarks.add("in print, equation (" + p.equation() + "): " + p.misprint()));
    c.theory().ifPresent(t -> remarks.addAll(t.caveats()));
    c.fit()
        .ifPresent(
            f -> {
              remarks.add("statistical part: " + f.basis());
              remarks.addAll(f.notes());
            });
    return new LawResult(
        law(c.kind()),
        theory(c.theory(), predicted(own)),
        fit(c),
        ratio(c),
        remarks.stream().distinct().toList());
  }

  static Law law(LawComparison.Kind kind) {
    return switch (kind) {
      case EIGENVALUES -> Law.EIGENVALUES;
      case PARTIAL_SUMS -> Law.PARTIAL_SUMS;
      case SPECTRAL_LOSS -> Law.LOSS_SPECTRAL;
      case TRAINED_LOSS -> Law.LOSS_TRAINED;
    };
  }

  private static Optional<PrintedConstants.Printed> printed(
      LawComparison.Kind kind, PrintedConstants printed) {
    return switch (kind) {
      case EIGENVALUES -> printed.eigenvalues();
      case SPECTRAL_LOSS, TRAINED_LOSS -> printed.loss();
      case PARTIAL_SUMS -> Optional.empty();
    };
  }

  private static Predicted predicted(Optional<PrintedConstants.Printed> printed) {
    return printed
        .map(p -> Predicted.of(p.value(), 0, "equation (" + p.equation() + ")"))
        .orElse(Predicted.none(""));
  }

  static LawResult.Theory theory(Optional<PowerLaw> law, Predicted printed) {
    if (law.isEmpty()) {
      return LawResult.Theory.none("theory has no law for this kernel, data and target");
    }
    Constant constant = law.get().constant();
    Predicted predicted =
        constant instanceof Constant.Known known
            ? Predicted.of(known.number(), shownError(known), known.explanation())
            : Predicted.none(constant.explanation());
    return new LawResult.Theory(Predicted.of(law.get().exponent()), predicted, printed);
  }

  /** Quadrature that is exact to far more digits than anything measured counts as exact. */
  static double shownError(Constant.Known known) {
    return known.relativeError() < EXACT ? 0 : known.standardError();
  }

  private static LawResult.Fit fit(LawComparison c) {
    if (c.fit().isEmpty()) {
      return LawResult.Fit.none(
          c.notes().stream().findFirst().orElse("no window is long enough for a fit"));
    }
    return fit(c.fit().get(), constantMeans(c));
  }

  static LawResult.Fit fit(PowerLawFit fit, boolean hasConstantAtTheory) {
    return new LawResult.Fit(
        measured(fit.exponent()),
        measured(fit.constant()),
        hasConstantAtTheory
            ? fit.constantAtTheory()
                .map(CaseResults::measured)
                .orElse(Measured.none("no theoretical exponent"))
            : Measured.none("theory has no constant to compare with"),
        new Window(fit.window().from(), fit.window().to()));
  }

  /** Where theory has no constant, the corrected series carries the ratio instead of one. */
  private static boolean constantMeans(LawComparison c) {
    return c.ratio().isEmpty()
        || c.theory().flatMap(t -> t.constant().value().stream().boxed().findAny()).isPresent();
  }

  private static LawResult.Ratio ratio(LawComparison c) {
    if (c.ratio().isEmpty()) {
      return LawResult.Ratio.none("nothing to divide by");
    }
    RatioFit ratio = c.ratio().get();
    return new LawResult.Ratio(
        measured(ratio.mean()),
        new Window(ratio.window().from(), ratio.window().to()),
        "the finite-sample prediction of " + c.kind().words());
  }

  private static Measured measured(Estimate e) {
    return Measured.of(e.value(), e.interval95().low(), e.interval95().high());
  }
}
