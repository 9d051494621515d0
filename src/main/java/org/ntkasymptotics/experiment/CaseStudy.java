package org.ntkasymptotics.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.PrintedConstants;

/**
 * One case, that is kernel, data and target: what was measured, what is predicted, and how they
 * compare.
 *
 * @param name for tables and legends
 * @param dataName the part of the name that stands for data and kernel, shared by its targets
 * @param samples M
 * @param spectrum λ of the data set that is shown; empty without all eigenvalues
 * @param coefficients c of it; empty likewise or without a target
 * @param estimate what products alone told of it; empty unless they were asked
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
    Optional<KrylovSample> estimate,
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
    Fitting over(FitWindow indices, Series eigenvalues) {
      double first = eigenvalues.y()[(int) Math.ceil(indices.from())];
      double last = eigenvalues.y()[(int) Math.floor(indices.to())];
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
   * @param target whose coefficients and losses belong to it; empty: eigenvalues only
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
    return new CaseAssembly(study, target, laws, lawsOfHalf, fitting)
        .assemble(name, dataName, printed, training);
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
}
