package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ntkasymptotics.fit.FitException;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.PowerLawFits;
import org.ntkasymptotics.fit.RatioFit;
import org.ntkasymptotics.fit.RatioFits;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.theory.PowerLaw;
import org.ntkasymptotics.theory.ValidityWindow;

/**
 * Puts one law beside its measurement: the free fits, and measured over predicted at the
 * theoretical exponent. The window is the caller's, else theory's for this M, else searched.
 *
 * @param kind which series
 * @param law the predicted law; empty where there is none
 * @param range where theory expects the corrected law to hold; empty where it cannot say
 * @param asked the window that the user gave; empty: by the rules
 * @param correction s of the law's first correction x^−s, if it is known
 * @param rules how to fit
 */
record LawComparer(
    LawComparison.Kind kind,
    Optional<PowerLaw> law,
    Optional<ValidityWindow.Range> range,
    Optional<FitWindow> asked,
    OptionalDouble correction,
    FitRules rules) {

  /**
   * Compares.
   *
   * @param measured the series
   * @param predicted the finite-sample prediction of a whole at the places of a series
   * @param predictedHalf that of a half
   * @param halfScale what a bare window of the whole is multiplied by for a half
   */
  LawComparison compare(
      MeasuredSeries measured,
      Optional<Function<Series, double[]>> predicted,
      Optional<Function<Series, double[]>> predictedHalf,
      double halfScale) {
    List<String> notes = new ArrayList<>();
    Series shown = measured.first();
    Optional<Series> prediction = predicted.map(p -> new Series(shown.x(), p.apply(shown)));
    FitRules own =
        law.map(l -> rules.withTheoreticalExponent(l.exponent()).withCorrection(correction))
            .orElse(rules);
    Optional<FitWindow> window = window(shown, notes);
    if (window.isEmpty()) {
      Optional<PowerLawFit> searched = attempt(() -> PowerLawFits.ofUnknown(shown, own), notes);
      return new LawComparison(
          kind,
          law,
          shown,
          prediction,
          Optional.empty(),
          searched,
          searched,
          Optional.empty(),
          notes);
    }
    FitWindow w = window.get();
    // Beyond the upper end no law holds, so only the lower end may move outwards.
    FitRules limited =
        own.withReach(new FitWindow(Math.max(shown.x()[0], w.from() / rules.moveFactor()), w.to()));
    Optional<PowerLawFit> bare =
        attempt(() -> PowerLawFits.of(measured.replicas(halfScale), w, limited), notes);
    if (prediction.isEmpty()) {
      return new LawComparison(
          kind, law, shown, prediction, Optional.empty(), bare, bare, Optional.empty(), notes);
    }
    MeasuredSeries comparable = predictedHalf.isPresent() ? measured : measured.withoutHalves();
    MeasuredSeries ratios =
        comparable.map(
            s -> ratio(s, predicted.get().apply(s)),
            s -> ratio(s, predictedHalf.orElseThrow().apply(s)));
    Optional<RatioFit> ratio = attempt(() -> RatioFits.of(ratios.replicas(1), w, limited), notes);
    MeasuredSeries freed = ratios.map(this::lawTimes, this::lawTimes);
    Optional<PowerLawFit> corrected =
        attempt(
            () ->
                PowerLawFits.of(
                    freed.replicas(1),
                    w,
                    limited.withCorrectionFitted(kind == LawComparison.Kind.EIGENVALUES)),
            notes);
    return new LawComparison(
        kind,
        law,
        shown,
        prediction,
        Optional.of(freed.first()),
        corrected.or(() -> bare),
        bare,
        ratio,
        notes);
  }

  /**
   * Measured over predicted as far as anything is predicted: the last modes of a sample are not.
   */
  private static Series ratio(Series measured, double[] predicted) {
    int end = 0;
    while (end < predicted.length && predicted[end] > 0 && measured.y()[end] > 0) {
      end++;
    }
    double[] x = Arrays.copyOf(measured.x(), end);
    double[] y = Arrays.copyOf(measured.y(), end);
    return new Series(x, y).dividedBy(Arrays.copyOf(predicted, end));
  }

  /**
   * Measured/predicted times the bare law: the measured series freed from its finite-sample
   * correction. Where the law has no constant, the ratio itself stands for it.
   */
  private Series lawTimes(Series ratio) {
    PowerLaw theory = law.orElseThrow();
    double constant = theory.constant().value().orElse(1);
    return ratio.dividedBy(x -> Math.pow(x, theory.exponent()) / constant);
  }

  private Optional<FitWindow> window(Series series, List<String> notes) {
    if (asked.isPresent()) {
      return asked;
    }
    if (series.size() < 2 || range.isEmpty() || !(range.get().high() > 0)) {
      return Optional.empty();
    }
    FitWindow span = series.span();
    double high = Math.min(range.get().high(), span.to());
    double low = Math.max(range.get().low(), span.from());
    double longest = high * Math.pow(10, -rules.advisedDecades());
    if (low > longest) {
      notes.add(
          String.format(
              Locale.ROOT,
              "the law sets in at %.3g only; to have %.1f decades the fit starts at %.3g, where"
                  + " pre-asymptotic terms still matter",
              low,
              rules.advisedDecades(),
              Math.max(longest, span.from())));
      low = Math.max(longest, span.from());
    }
    return low < high ? Optional.of(new FitWindow(low, high)) : Optional.empty();
  }

  /** A fit that may be impossible: then the reason goes to the notes. */
  private static <T> Optional<T> attempt(Supplier<T> fit, List<String> notes) {
    try {
      return Optional.of(fit.get());
    } catch (FitException e) {
      notes.add("not fitted: " + e.getMessage());
      return Optional.empty();
    }
  }
}
