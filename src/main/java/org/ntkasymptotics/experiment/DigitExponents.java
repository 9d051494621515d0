package org.ntkasymptotics.experiment;

import java.util.Optional;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.Estimate;
import org.ntkasymptotics.fit.FitException;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.PowerLawFits;
import org.ntkasymptotics.fit.Replicas;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.report.Measured;
import org.ntkasymptotics.spectrum.Spectrum;
import org.ntkasymptotics.theory.EffectiveDimension;

/**
 * The exponents of one case without theory, and what they say of each other.
 *
 * @param nu of the eigenvalues
 * @param kappa of the partial sums
 * @param xi of the loss
 */
record DigitExponents(Measured nu, Measured kappa, Measured xi) {
  /** Order of the singularity of ReLU kernels. */
  private static final double ALPHA = 1;

  /** As fitted. */
  static DigitExponents of(CaseStudy study) {
    return new DigitExponents(
        exponent(study, Kind.EIGENVALUES),
        exponent(study, Kind.PARTIAL_SUMS),
        exponent(study, Kind.SPECTRAL_LOSS));
  }

  private static Measured exponent(CaseStudy study, Kind kind) {
    Optional<PowerLawFit> fit = study.comparison(kind).flatMap(LawComparison::fit);
    return fit.map(PowerLawFit::exponent)
        .map(DigitExponents::measured)
        .orElse(Measured.none("not fitted"));
  }

  private static Measured measured(Estimate e) {
    return Measured.of(e.value(), e.interval95().low(), e.interval95().high());
  }

  /** Over other indices, without intervals. */
  static DigitExponents over(CaseStudy study, FitWindow indices) {
    Spectrum spectrum = study.spectrum().orElseThrow();
    CaseStudy.Fitting fitting =
        new CaseStudy.Fitting(
                FitRules.standard(), FitRules.forLoss(), Optional.empty(), Optional.empty(), 1)
            .over(indices, Series.ofEigenvalues(spectrum.values()));
    return new DigitExponents(
        over(study, Kind.EIGENVALUES, indices),
        over(study, Kind.PARTIAL_SUMS, indices),
        over(study, Kind.SPECTRAL_LOSS, fitting.timeWindow().orElseThrow()));
  }

  private static Measured over(CaseStudy study, Kind kind, FitWindow window) {
    Optional<Series> series = study.comparison(kind).map(LawComparison::measured);
    if (series.isEmpty()) {
      return Measured.none("not measured");
    }
    try {
      PowerLawFit fit = PowerLawFits.of(Replicas.single(series.get()), window, FitRules.standard());
      return Measured.of(fit.exponent().value(), Double.NaN, Double.NaN);
    } catch (FitException e) {
      return Measured.none(e.getMessage());
    }
  }

  /** κ/ν, which ξ should be; the relative errors added in quadrature. */
  Measured implied() {
    double value = kappa.value() / nu.value();
    double error = value * Math.hypot(halfWidth(kappa) / kappa.value(), halfWidth(nu) / nu.value());
    return Measured.of(value, value - error, value + error);
  }

  private static double halfWidth(Measured number) {
    return (number.high() - number.low()) / 2;
  }

  /** d = α/(ν − 1). */
  EffectiveDimension dimension() {
    return EffectiveDimension.ofEigenvalues(ALPHA, nu.value(), nu.low(), nu.high());
  }

  /** d = 1/κ, for targets that jump. */
  EffectiveDimension dimensionOfSums() {
    return EffectiveDimension.ofSums(kappa.value(), kappa.low(), kappa.high());
  }

  /** d = 1/ξ − α, for targets that jump. */
  EffectiveDimension dimensionOfLoss() {
    return EffectiveDimension.ofLoss(ALPHA, xi.value(), xi.low(), xi.high());
  }
}
