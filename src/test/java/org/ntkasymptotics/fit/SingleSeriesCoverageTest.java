package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Intervals from one noisy series, by the correlation of its noise from bin to bin. The binomial sd
 * of a coverage of 0.95 over 400 trials is 0.011; seeds are fixed.
 */
class SingleSeriesCoverageTest {
  private static final int TRIALS = 400;
  private static final double P = 1.5;
  private static final double C = 3;
  private static final double SD = 0.1;
  private static final FitRules RULES = FitRules.standard().withTheoreticalExponent(P);

  @ParameterizedTest
  @CsvSource({
    "2.0, 0.0, 0.93",
    "2.0, 0.5, 0.93",
    "2.0, 0.9, 0.93",
    "1.0, 0.7, 0.93",
    "1.0, 0.9, 0.90",
  })
  void intervalsHoldTheTruth(double decades, double rho, double least) {
    CoverageTrial trial = new CoverageTrial();
    Random random = new Random(17);
    for (int k = 0; k < TRIALS; k++) {
      trial.add(
          PowerLawFits.of(Replicas.single(series(decades, rho, random)), window(decades), RULES),
          P,
          C);
    }
    String message = trial + "; at least " + least + " asked for";
    assertTrue(trial.exponent() >= least, message);
    assertTrue(trial.constant() >= least, message);
    assertTrue(trial.level() >= least, message);
  }

  @Test
  void intervalsOfIndependentNoiseAreNotMuchWiderThanNeeded() {
    CoverageTrial trial = new CoverageTrial();
    Random random = new Random(18);
    double square = 0;
    for (int k = 0; k < TRIALS; k++) {
      PowerLawFit fit = PowerLawFits.of(Replicas.single(series(2, 0, random)), window(2), RULES);
      trial.add(fit, P, C);
      square += (fit.exponent().value() - P) * (fit.exponent().value() - P) / TRIALS;
    }
    double needed = 1.96 * Math.sqrt(square);
    assertTrue(trial.meanHalfWidth() < 1.6 * needed, trial + "; needed " + needed);
  }

  @Test
  void ordinaryLeastSquaresErrorsFailTheSameTrial() {
    Random random = new Random(17);
    int inside = 0;
    for (int k = 0; k < TRIALS; k++) {
      LogBins bins = LogBins.of(series(2, 0.9, random), window(2), RULES);
      SimpleRegression line = new SimpleRegression();
      for (int j = 0; j < bins.size(); j++) {
        line.addData(bins.lnX()[j], bins.lnY()[j]);
      }
      inside += Math.abs(line.getSlope() + P) <= line.getSlopeConfidenceInterval() ? 1 : 0;
    }
    assertTrue(inside < 0.6 * TRIALS, "the trial cannot tell good errors from bad: " + inside);
  }

  private static Series series(double decades, double rho, Random random) {
    return SyntheticSeries.noisy(C, P, decades + 0.8, 20, SD, rho, random);
  }

  private static FitWindow window(double decades) {
    return new FitWindow(2.5, 2.5 * Math.pow(10, decades));
  }
}
