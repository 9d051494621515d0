package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ntkasymptotics.fit.FitException;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.PowerLawFits;
import org.ntkasymptotics.fit.Replicas;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.theory.DiscreteStepCorrection;
import org.ntkasymptotics.theory.FiniteSamplePrediction;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.PowerLaw;
import org.ntkasymptotics.theory.ValidityWindow;
import org.ntkasymptotics.theory.WidthLimit;

/**
 * The loss of a trained network beside its law. The law is that of infinite width: a finite network
 * leaves it at late times, where it is always slower (theory, section 7), so where the spectrum is
 * known only the part is fitted that follows the spectral curve.
 */
final class TrainedComparison {
  /** Trained over spectral loss up to which a network counts as following infinite width. */
  static final double FOLLOWS = 1.1;

  /** The first steps scatter around the curve; only later departures end the fit. */
  private static final double EARLY_SHARE = 0.02;

  private TrainedComparison() {}

  /** How many of the records, counted from the start, follow the spectral curve; at least two. */
  static int recordsNear(TrainingRun run, LossCurve spectral) {
    int records = run.losses().length;
    for (int k = 1; k < records; k++) {
      boolean early = run.times()[k] < EARLY_SHARE * run.times()[records - 1];
      if (!early && run.losses()[k] > FOLLOWS * spectral.losses()[k]) {
        return Math.max(2, k);
      }
    }
    return records;
  }

  /**
   * Compares.
   *
   * @param records how many records, from the start, are fitted
   * @param spectral the loss of infinite width at the same records; empty if it is not known
   * @param spectralLaw how the spectral loss of the same points compares; empty likewise
   */
  static LawComparison of(
      TrainingRun run,
      int records,
      Optional<LossCurve> spectral,
      Optional<LawComparison> spectralLaw,
      Optional<Laws> laws,
      CaseStudy.Fitting fitting) {
    double eta = run.stepSize();
    double xi = laws.flatMap(Laws::loss).map(PowerLaw::exponent).orElse(1.0);
    Optional<Function<Series, double[]>> predicted =
        laws.flatMap(Laws::finiteSample)
            .filter(FiniteSamplePrediction::hasLoss)
            .map(p -> s -> discrete(p.losses(s.x()), s.x(), eta, xi));
    Series whole = Series.ofCurve(run.times(), run.losses());
    Series fitted =
        Series.ofCurve(Arrays.copyOf(run.times(), records), Arrays.copyOf(run.losses(), records));
    LawComparison comparison =
        new LawComparer(
                LawComparison.Kind.TRAINED_LOSS,
                laws.flatMap(Laws::loss),
                laws.flatMap(Laws::window).map(ValidityWindow::correctedTimes),
                fitting.timeWindow(),
                laws.map(l -> CaseStudy.correction(l, LawComparison.Kind.TRAINED_LOSS))
                    .orElse(OptionalDouble.empty()),
                fitting.lossRules())
            .compare(MeasuredSeries.single(fitted), predicted, Optional.empty(), 1);
    List<String> notes = new ArrayList<>(comparison.notes());
    if (records < run.losses().length) {
      notes.add(
          String.format(
              Locale.ROOT,
              "from t = %.3g on the network's loss is more than %.0f %% above the curve of infinite"
                  + " width: that part is not fitted; a wider network follows it longer",
              run.times()[records],
              100 * (FOLLOWS - 1)));
    }
    NetworkShape shape = run.network().shape();
    laws.filter(l -> shape.parametrisation() == Parametrisation.NTK)
        .flatMap(l -> WidthLimit.of(l, shape.widths().get(0)))
        .map(WidthLimit::words)
        .ifPresent(notes::add);
    spectral
        .flatMap(s -> besideSpectral(comparison, whole, Series.ofCurve(s.times(), s.losses())))
        .ifPresent(notes::add);
    Optional<PowerLawFit.Drift> drift = spectralLaw.flatMap(s -> drift(comparison, s));
    drift.ifPresent(
        d ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "the intervals include how far the spectral loss moves between this window and"
                        + " its own: %.3f in the exponent",
                    d.exponent())));
    return new LawComparison(
        comparison.kind(),
        comparison.theory(),
        whole,
        predicted.map(p -> new Series(whole.x(), p.apply(whole))),
        comparison.corrected(),
        comparison.fit().map(f -> drift.map(f::widened).orElse(f)),
        comparison.bareFit(),
        comparison.ratio().map(r -> drift.map(d -> r.widened(d.lnLevel())).orElse(r)),
        notes);
  }

  /**
   * Training ends early, often before the law has set in; the spectral loss of the same points goes
   * on. What it changes from the one window to the other is a systematic error of the trained fit.
   */
  private static Optional<PowerLawFit.Drift> drift(LawComparison trained, LawComparison spectral) {
    if (trained.fit().isEmpty()
        || spectral.fit().isEmpty()
        || spectral.corrected().isEmpty()
        || trained.theory().isEmpty()) {
      return Optional.empty();
    }
    FitRules rules = FitRules.forLoss().withTheoreticalExponent(trained.theory().get().exponent());
    try {
      PowerLawFit early =
          PowerLawFits.of(
              Replicas.single(spectral.corrected().get()), trained.fit().get().window(), rules);
      return Optional.of(PowerLawFit.Drift.between(early, spectral.fit().get()));
    } catch (FitException e) {
      return Optional.empty();
    }
  }

  /** What the network is compared with before theory is: infinite width, same data, same window. */
  private static Optional<String> besideSpectral(
      LawComparison trained, Series loss, Series spectral) {
    if (trained.bareFit().isEmpty()) {
      return Optional.empty();
    }
    FitWindow window = trained.bareFit().get().window();
    double[] ratios = loss.dividedBy(spectral.y()).within(window).y();
    FitRules rules = FitRules.forLoss();
    double slope = PowerLawFits.of(Replicas.single(spectral), window, rules).exponent().value();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "over this window the loss of infinite width on the same points falls with exponent"
                + " %.3f, the network's with %.3f; the network's is %.3f to %.3f times as large",
            slope,
            trained.bareFit().get().exponent().value(),
            Arrays.stream(ratios).min().orElse(Double.NaN),
            Arrays.stream(ratios).max().orElse(Double.NaN)));
  }

  private static double[] discrete(double[] losses, double[] times, double eta, double xi) {
    double[] corrected = losses.clone();
    for (int k = 0; k < corrected.length; k++) {
      corrected[k] *= DiscreteStepCorrection.factor(times[k] / eta, xi);
    }
    return corrected;
  }
}
