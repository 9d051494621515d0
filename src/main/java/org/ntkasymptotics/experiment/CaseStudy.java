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
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LogGrid;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;
import org.ntkasymptotics.theory.FiniteSamplePrediction;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.LossLaw;
import org.ntkasymptotics.theory.PowerLaw;
import org.ntkasymptotics.theory.PrintedConstants;
import org.ntkasymptotics.theory.ValidityWindow;

/**
 * One case, that is kernel, data and target: what was measured, what is predicted, and how they
 * compare.
 *
 * @param name for tables and legends
 * @param dataName the part of the name that stands for data and kernel, shared by its targets
 * @param samples M
 * @param spectrum λ of the data set that is shown; empty if only a network was trained
 * @param coefficients c of it; empty likewise or without a target
 * @param laws what theory predicts; empty where it has nothing to say (σ_b = 0, say)
 * @param printed the same constants by the formulas as printed in the paper
 * @param loss the loss curve that the spectrum implies; empty without a target
 * @param training what training a finite network measured; empty if none was trained
 * @param stepLoss ½ Σ c² (1 − ηλ)^{2k} at the records of the training; empty likewise
 * @param comparisons one a law, eigenvalues first
 */
public record CaseStudy(
    String name,
    String dataName,
    int samples,
    Optional<Spectrum> spectrum,
    Optional<Coefficients> coefficients,
    Optional<Laws> laws,
    PrintedConstants printed,
    Optional<LossCurve> loss,
    Optional<TrainingRun> training,
    Optional<LossCurve> stepLoss,
    List<LawComparison> comparisons) {

  /** Copies the comparisons. */
  public CaseStudy {
    comparisons = List.copyOf(comparisons);
  }

  /** The comparison of one kind, if there is one. */
  public Optional<LawComparison> comparison(LawComparison.Kind kind) {
    return comparisons.stream().filter(c -> c.kind() == kind).findFirst();
  }

  /** How a case is to be fitted. */
  public record Fitting(
      FitRules indexRules,
      FitRules lossRules,
      Optional<FitWindow> indexWindow,
      Optional<FitWindow> timeWindow,
      int timesPerDecade) {

    /** Over these indices and over the times 1/(2 λₙ) at which their modes are learned. */
    Fitting over(FitWindow indices, Spectrum spectrum) {
      double first = spectrum.values()[(int) Math.ceil(indices.from())];
      double last = spectrum.values()[(int) Math.floor(indices.to())];
      return new Fitting(
          indexRules,
          lossRules,
          Optional.of(indices),
          Optional.of(new FitWindow(0.5 / first, 0.5 / last)),
          timesPerDecade);
    }
  }

  /**
   * Brings measurement and theory together.
   *
   * @param lawsOfHalf the laws for half the points, needed only if the study has halves
   */
  static CaseStudy of(
      String name,
      String dataName,
      SpectralStudy study,
      Optional<Integer> target,
      Optional<Laws> laws,
      Optional<Laws> lawsOfHalf,
      PrintedConstants printed,
      Optional<TrainingRun> training,
      Fitting fitting) {
    Assembly assembly = new Assembly(study, target, laws, lawsOfHalf, fitting);
    List<LawComparison> comparisons = new ArrayList<>();
    comparisons.add(assembly.eigenvalues());
    Optional<LossCurve> loss = Optional.empty();
    Optional<LossCurve> stepLoss = Optional.empty();
    if (target.isPresent()) {
      comparisons.add(assembly.partialSums());
      double[] times = LogGrid.covering(study.first().spectrum(), fitting.timesPerDecade());
      loss = Optional.of(assembly.lossOf(study.first(), times));
      comparisons.add(assembly.spectralLoss(times, comparisons.get(0), comparisons.get(1)));
      if (training.isPresent()) {
        LossCurve steps = assembly.stepLoss(training.get());
        stepLoss = Optional.of(steps);
        comparisons.add(
            TrainedComparison.of(
                training.get(),
                TrainedComparison.recordsNear(training.get(), steps),
                Optional.of(steps),
                Optional.of(comparisons.get(comparisons.size() - 1)),
                laws,
                fitting));
      }
    }
    return new CaseStudy(
        name,
        dataName,
        study.first().data().samples(),
        Optional.of(study.first().spectrum()),
        target.map(study.first().coefficients()::get),
        laws,
        printed,
        loss,
        training,
        stepLoss,
        comparisons);
  }

  /** A trained network beside theory, no spectrum measured. */
  static CaseStudy ofTraining(
      String name,
      int samples,
      Optional<Laws> laws,
      PrintedConstants printed,
      TrainingRun training,
      Fitting fitting) {
    LawComparison trained =
        TrainedComparison.of(
            training, training.times().length, Optional.empty(), Optional.empty(), laws, fitting);
    return new CaseStudy(
        name,
        "",
        samples,
        Optional.empty(),
        Optional.empty(),
        laws,
        printed,
        Optional.empty(),
        Optional.of(training),
        Optional.empty(),
        List.of(trained));
  }

  /** s of the law's first correction x^−s; x = t of losses goes with n ~ t^{1/ν}. */
  static OptionalDouble correction(Laws laws, LawComparison.Kind kind) {
    boolean ofTime =
        kind == LawComparison.Kind.SPECTRAL_LOSS || kind == LawComparison.Kind.TRAINED_LOSS;
    double power = ofTime ? 1 / laws.eigenvalues().nu() : 1;
    return laws.firstCorrection().isPresent()
        ? OptionalDouble.of(power * laws.firstCorrection().getAsDouble())
        : OptionalDouble.empty();
  }

  /** The parts of a case under construction. */
  private record Assembly(
      SpectralStudy study,
      Optional<Integer> target,
      Optional<Laws> laws,
      Optional<Laws> lawsOfHalf,
      Fitting fitting) {

    LawComparison eigenvalues() {
      Function<SpectralSample, Series> series =
          s ->
              Series.ofEigenvalues(
                  Arrays.copyOf(
                      s.spectrum().values(), Math.max(1, s.spectrum().countAboveFloor())));
      return comparer(
              LawComparison.Kind.EIGENVALUES,
              laws.map(Laws::eigenvalues),
              ValidityWindow::correctedEigenvalues,
              fitting.indexWindow,
              fitting.indexRules)
          .compare(
              each(study.dataSets(), series),
              each(study.halves(), series),
              prediction(laws, p -> s -> Arrays.copyOf(p.eigenvalues(), s.size())),
              prediction(lawsOfHalf, p -> s -> Arrays.copyOf(p.eigenvalues(), s.size())),
              0.5);
    }

    LawComparison partialSums() {
      Function<SpectralSample, Series> series =
          s ->
              Series.ofPartialSums(
                  Arrays.copyOf(
                      coefficients(s).partialSums(), Math.max(2, s.spectrum().countAboveFloor())));
      return comparer(
              LawComparison.Kind.PARTIAL_SUMS,
              laws.flatMap(Laws::partialSums),
              ValidityWindow::correctedEigenvalues,
              fitting.indexWindow,
              fitting.indexRules)
          .compare(
              each(study.dataSets(), series),
              each(study.halves(), series),
              lossPrediction(laws, p -> s -> Arrays.copyOfRange(p.partialSums(), 1, s.size() + 1)),
              lossPrediction(
                  lawsOfHalf, p -> s -> Arrays.copyOfRange(p.partialSums(), 1, s.size() + 1)),
              0.5);
    }

    LawComparison spectralLoss(
        double[] times, LawComparison eigenvalues, LawComparison partialSums) {
      Function<SpectralSample, Series> series =
          s -> Series.ofCurve(times, lossOf(s, times).losses());
      double nu =
          laws.map(l -> l.eigenvalues().exponent())
              .or(() -> eigenvalues.fit().map(f -> f.exponent().value()))
              .orElse(1.0);
      return comparer(
              LawComparison.Kind.SPECTRAL_LOSS,
              laws.isPresent()
                  ? laws.flatMap(Laws::loss)
                  : implied(eigenvalues.fit(), partialSums.fit()),
              ValidityWindow::correctedTimes,
              fitting.timeWindow,
              fitting.lossRules)
          .compare(
              each(study.dataSets(), series),
              each(study.halves(), series),
              lossPrediction(laws, p -> s -> p.losses(s.x())),
              lossPrediction(lawsOfHalf, p -> s -> p.losses(s.x())),
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

    LossCurve stepLoss(TrainingRun run) {
      long[] steps = new long[run.times().length];
      for (int k = 0; k < steps.length; k++) {
        steps[k] = Math.round(run.times()[k] / run.stepSize());
      }
      SpectralSample first = study.first();
      return LossCurve.ofSteps(first.spectrum(), coefficients(first), run.stepSize(), steps);
    }

    LossCurve lossOf(SpectralSample sample, double[] times) {
      Spectrum spectrum = sample.spectrum();
      return LossCurve.ofModes(spectrum, coefficients(sample), times);
    }

    private Coefficients coefficients(SpectralSample sample) {
      return sample.coefficients().get(target.orElseThrow());
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
          laws.map(l -> correction(l, kind)).orElse(OptionalDouble.empty()),
          rules);
    }

    private static List<Series> each(
        List<SpectralSample> samples, Function<SpectralSample, Series> series) {
      return samples.stream().map(series).toList();
    }

    private static Optional<Function<Series, double[]>> prediction(
        Optional<Laws> laws, Function<FiniteSamplePrediction, Function<Series, double[]>> of) {
      return laws.flatMap(Laws::finiteSample).map(of);
    }

    private static Optional<Function<Series, double[]>> lossPrediction(
        Optional<Laws> laws, Function<FiniteSamplePrediction, Function<Series, double[]>> of) {
      return laws.flatMap(Laws::finiteSample).filter(FiniteSamplePrediction::hasLoss).map(of);
    }
  }
}
