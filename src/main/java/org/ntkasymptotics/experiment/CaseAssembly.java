package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.theory.FiniteSamplePrediction;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.LossLaw;
import org.ntkasymptotics.theory.PowerLaw;
import org.ntkasymptotics.theory.PrintedConstants;
import org.ntkasymptotics.theory.ValidityWindow;

/**
 * Makes a case of measured spectra and predicted laws: each series of the study beside its law.
 *
 * @param study what was measured
 * @param target whose coefficients and losses belong to it; empty: eigenvalues only
 * @param laws of all the points
 * @param lawsOfHalf of half of them, needed only if the study has halves
 * @param fitting how to fit
 */
record CaseAssembly(
    SpectralStudy study,
    Optional<Integer> target,
    Optional<Laws> laws,
    Optional<Laws> lawsOfHalf,
    CaseStudy.Fitting fitting) {

  /** The case. */
  CaseStudy assemble(
      String name, String dataName, PrintedConstants printed, Optional<TrainingRun> training) {
    List<LawComparison> comparisons = new ArrayList<>();
    comparisons.add(eigenvalues());
    Optional<LossCurve> loss = Optional.empty();
    Optional<LossCurve> stepLoss = Optional.empty();
    if (target.isPresent()) {
      comparisons.add(partialSums());
      double[] times = study.first().times(target.get(), fitting.timesPerDecade());
      loss = Optional.of(study.first().loss(target.get(), times));
      LawComparison spectral = spectralLoss(times, comparisons.get(0), comparisons.get(1));
      comparisons.add(spectral);
      if (training.isPresent()) {
        LossCurve steps = stepLoss(training.get());
        stepLoss = Optional.of(steps);
        comparisons.add(
            TrainedComparison.of(
                training.get(),
                TrainedComparison.recordsNear(training.get(), steps),
                Optional.of(steps),
                Optional.of(spectral),
                laws,
                fitting));
      }
    }
    Optional<SpectralSample> exact = as(SpectralSample.class, study.first());
    return new CaseStudy(
        name,
        dataName,
        study.first().data().samples(),
        exact.map(SpectralSample::spectrum),
        exact.flatMap(s -> target.map(s.coefficients()::get)),
        as(KrylovSample.class, study.first()).map(s -> target.map(s::showing).orElse(s)),
        laws,
        printed,
        loss,
        training,
        stepLoss,
        comparisons);
  }

  private LawComparison eigenvalues() {
    return compare(
        comparer(
            LawComparison.Kind.EIGENVALUES,
            laws.map(Laws::eigenvalues),
            ValidityWindow::correctedEigenvalues,
            fitting.indexWindow(),
            fitting.indexRules()),
        MeasuredSample::eigenvalues,
        p -> Optional.of(s -> at(p.eigenvalues(), s)),
        0.5);
  }

  private LawComparison partialSums() {
    return compare(
        comparer(
            LawComparison.Kind.PARTIAL_SUMS,
            laws.flatMap(Laws::partialSums),
            ValidityWindow::correctedEigenvalues,
            fitting.indexWindow(),
            fitting.indexRules()),
        s -> s.partialSums(target.orElseThrow()),
        ofLoss(p -> s -> at(p.partialSums(), s)),
        0.5);
  }

  private LawComparison spectralLoss(
      double[] times, LawComparison eigenvalues, LawComparison partialSums) {
    double nu =
        laws.map(l -> l.eigenvalues().exponent())
            .or(() -> eigenvalues.fit().map(f -> f.exponent().value()))
            .orElse(1.0);
    return compare(
        comparer(
            LawComparison.Kind.SPECTRAL_LOSS,
            laws.isPresent()
                ? laws.flatMap(Laws::loss)
                : implied(eigenvalues.fit(), partialSums.fit()),
            ValidityWindow::correctedTimes,
            fitting.timeWindow(),
            fitting.lossRules()),
        s -> Series.ofCurve(times, s.loss(target.orElseThrow(), times).losses()),
        ofLoss(p -> s -> p.losses(s.x())),
        Math.pow(2, -nu));
  }

  /** Where theory has no law of the loss: the one that the two fitted laws imply. */
  private static Optional<LossLaw> implied(
      Optional<PowerLawFit> eigenvalues, Optional<PowerLawFit> sums) {
    if (eigenvalues.isEmpty()
        || sums.isEmpty()
        || !(eigenvalues.get().exponent().value() > 0 && sums.get().exponent().value() > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        LossLaw.ofSpectrum(
            eigenvalues.get().exponent().value(),
            eigenvalues.get().constant().value(),
            sums.get().exponent().value(),
            sums.get().constant().value()));
  }

  private LossCurve stepLoss(TrainingRun run) {
    long[] steps = new long[run.times().length];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = Math.round(run.times()[k] / run.stepSize());
    }
    return study.first().stepLoss(target.orElseThrow(), run.stepSize(), steps);
  }

  /** Predictions of index n for a series whose places are n or n + ½. */
  private static double[] at(double[] predicted, Series series) {
    return Arrays.stream(series.x()).map(x -> predicted[(int) x]).toArray();
  }

  private static <T> Optional<T> as(Class<T> kind, MeasuredSample sample) {
    return kind.isInstance(sample) ? Optional.of(kind.cast(sample)) : Optional.empty();
  }

  private LawComparer comparer(
      LawComparison.Kind kind,
      Optional<? extends PowerLaw> law,
      Function<ValidityWindow, ValidityWindow.Range> range,
      Optional<FitWindow> asked,
      FitRules rules) {
    return new LawComparer(
        kind,
        law.map(l -> (PowerLaw) l),
        laws.flatMap(Laws::window).map(range),
        asked,
        laws.map(l -> CaseStudy.correction(l, kind)).orElse(OptionalDouble.empty()),
        rules);
  }

  /**
   * Compares.
   *
   * @param series of a sample
   * @param predicted a series' prediction, if there is one
   * @param halfScale what a window of the whole is multiplied by for a half
   */
  private LawComparison compare(
      LawComparer comparer,
      Function<MeasuredSample, Series> series,
      Function<FiniteSamplePrediction, Optional<Function<Series, double[]>>> predicted,
      double halfScale) {
    return comparer.compare(
        MeasuredSeries.of(study, series),
        laws.flatMap(Laws::finiteSample).flatMap(predicted),
        lawsOfHalf.flatMap(Laws::finiteSample).flatMap(predicted),
        halfScale);
  }

  /** A prediction that takes a law of the loss. */
  private static Function<FiniteSamplePrediction, Optional<Function<Series, double[]>>> ofLoss(
      Function<FiniteSamplePrediction, Function<Series, double[]>> of) {
    return p -> p.hasLoss() ? Optional.of(of.apply(p)) : Optional.empty();
  }
}
