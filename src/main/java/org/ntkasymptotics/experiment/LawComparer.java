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
import org.ntkasymptotics.fit.Replicas;
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
   * @param wholes the series of every data set
   * @param halves the series of disjoint halves, in pairs; may be empty
   * @param predicted the finite-sample prediction of a whole at the places of a series
   * @param predictedHalf that of a half
   * @param halfScale what a bare window of the whole is multiplied by for a half
   */
  LawComparison compare(
      List<Series> wholes,
      List<Series> halves,
      Optional<Function<Series, double[]>> predicted,
      Optional<Function<Series, double[]>> predictedHalf,
      double halfScale) {
    List<String> notes = new ArrayList<>();
    Series shown = wholes.get(0);
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
        attempt(() -> PowerLawFits.of(replicas(wholes, halves, halfScale), w, limited), notes);
    if (prediction.isEmpty()) {
      return new LawComparison(
          kind, law, shown, prediction, Optional.empty(), bare, bare, Optional.empty(), notes);
    }
    boolean halvesToo = !halves.isEmpty() && predictedHalf.isPresent();
    List<Series> ratios = divided(wholes, predicted.get());
    List<Series> halfRatios = halvesToo ? divided(halves, predictedHalf.get()) : List.of();
    Optional<RatioFit> ratio =
        attempt(() -> RatioFits.of(replicas(ratios, halfRatios, 1), w, limited), notes);
    Optional<PowerLawFit> corrected =
        attempt(
            () ->
                PowerLawFits.of(
                    replicas(lawTimes(ratios), lawTimes(halfRatios), 1),
                    w,
                    limited.withCorrectionFitted(kind == LawComparison.Kind.EIGENVALUES)),
            notes);
    return new LawComparison(
        kind,
        law,
        shown,
        prediction,
        Optional.of(lawTimes(ratios).get(0)),
        corrected.or(() -> bare),
        bare,
        ratio,
        notes);
  }

  private static List<Series> divided(List<Series> series, Function<Series, double[]> by) {
    return series.stream().map(s -> ratio(s, by.apply(s))).toList();
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
  private List<Series> lawTimes(List<Series> ratios) {
    PowerLaw theory = law.orElseThrow();
    double constant = theory.constant().value().orElse(1);
    return ratios.stream()
        .map(s -> s.dividedBy(x -> Math.pow(x, theory.exponent()) / constant))
        .toList();
  }

  private static Replicas replicas(List<Series> wholes, List<Series> halves, double scale) {
    if (wholes.size() == 1 && !halves.isEmpty()) {
      return Replicas.halves(wholes.get(0), halves, scale);
    }
    return Replicas.of(wholes);
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
