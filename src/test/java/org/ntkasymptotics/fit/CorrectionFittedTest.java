package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits with a term for the law's first correction. */
class CorrectionFittedTest {
  private static final double P = 2.5;
  private static final FitWindow WINDOW = new FitWindow(100, 1250);

  private static FitRules rules(double s) {
    return FitRules.standard()
        .withTheoreticalExponent(P)
        .withCorrection(OptionalDouble.of(s))
        .withCorrectionFitted(true);
  }

  /** The size of the correction for the activation (z)₊² in two dimensions, 28/n, and others. */
  @ParameterizedTest
  @CsvSource({"28, 1", "5, 0.6667", "-2, 0.5"})
  void aPureCorrectionIsRemoved(double a, double s) {
    List<Series> sets =
        Stream.of(1, 2, 3)
            .map(
                k ->
                    SyntheticSeries.ofIndex(
                        2000, x -> 3 * Math.pow(x, -P) * Math.exp(a * Math.pow(x, -s))))
            .toList();
    PowerLawFit fit = PowerLawFits.of(Replicas.of(sets), WINDOW, rules(s));
    // What is left is the mean of x^−s over a bin less its value at the mean of ln x.
    assertEquals(P, fit.exponent().value(), 1e-3);
    assertEquals(0, Math.log(fit.constant().value() / 3), 5e-3);
    assertEquals(0, Math.log(fit.constantAtTheory().orElseThrow().value() / 3), 2e-3);
    assertTrue(fit.notes().stream().anyMatch(n -> n.contains("first correction")));
    PowerLawFit bare =
        PowerLawFits.of(Replicas.of(sets), WINDOW, rules(s).withCorrectionFitted(false));
    assertTrue(Math.abs(bare.exponent().value() - P) > 0.05, "the term must be needed here");
  }

  /** ln² x/x, which the tails of a Gaussian density bring in two dimensions. */
  @Test
  void logarithmsOfTheCorrectionAreInTheInterval() {
    Random random = new Random(2);
    List<Series> sets =
        Stream.of(1, 2, 3, 4)
            .map(
                k -> {
                  double tilt = 0.005 * random.nextGaussian();
                  return SyntheticSeries.ofIndex(
                      2000,
                      x -> {
                        double ln = Math.log(x);
                        return Math.exp((tilt - P) * ln + 1.1 * ln * ln / x);
                      });
                })
            .toList();
    PowerLawFit fit = PowerLawFits.of(Replicas.of(sets), WINDOW, rules(1));
    assertTrue(fit.exponent().interval95().contains(P), fit.exponent().toString());
    assertTrue(fit.exponent().systematic() > 0.02, fit.exponent().toString());
  }

  /** One series cannot tell scatter from a term: it is fitted as it is. */
  @Test
  void aSingleSeriesIsFittedWithoutTheTerm() {
    Series series = SyntheticSeries.ofIndex(2000, x -> Math.pow(x, -P) * Math.exp(28 / x));
    PowerLawFit fit = PowerLawFits.of(Replicas.single(series), WINDOW, rules(1));
    PowerLawFit plain =
        PowerLawFits.of(Replicas.single(series), WINDOW, rules(1).withCorrectionFitted(false));
    assertEquals(plain.exponent().value(), fit.exponent().value());
  }
}
