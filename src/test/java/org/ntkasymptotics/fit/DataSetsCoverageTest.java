package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intervals from independent data sets are exact at 95 % whatever the correlation along each series
 * (Student's t of their mean); 3 binomial sd over 1500 trials are 0.017.
 */
class DataSetsCoverageTest {
  private static final int TRIALS = 1500;
  private static final double ALLOWED = 0.017;
  private static final FitWindow WINDOW = new FitWindow(2.5, 80);
  private static final FitRules RULES = FitRules.standard().withTheoreticalExponent(0.5);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void statisticalPartsCover95Percent(int count) {
    CoverageTrial trial = new CoverageTrial();
    Random random = new Random(count);
    for (int k = 0; k < TRIALS; k++) {
      trial.add(PowerLawFits.of(dataSets(count, 0.95, random), WINDOW, RULES), 0.5, 2);
    }
    assertEquals(0.95, trial.exponent(), ALLOWED, trial::toString);
    assertEquals(0.95, trial.constant(), ALLOWED, trial::toString);
    assertEquals(0.95, trial.level(), ALLOWED, trial::toString);
    assertTrue(trial.total() >= trial.exponent(), trial::toString);
  }

  @Test
  void fiveSetsTakenForIndependentWhenTheyAreOneFailTheTrial() {
    CoverageTrial trial = new CoverageTrial();
    Random random = new Random(4);
    for (int k = 0; k < 300; k++) {
      Series common = SyntheticSeries.noisy(2, 0.5, 2.5, 20, 0.1, 0.95, random);
      List<Series> copies =
          Stream.generate(
                  () -> common.dividedBy(SyntheticSeries.noisy(1, 0, 2.5, 20, 0.02, 0.95, random)))
              .limit(5)
              .toList();
      trial.add(PowerLawFits.of(Replicas.of(copies), WINDOW, RULES), 0.5, 2);
    }
    assertTrue(trial.exponent() < 0.6, "the trial cannot tell good errors from bad: " + trial);
  }

  private static Replicas dataSets(int count, double rho, Random random) {
    return Replicas.of(
        Stream.generate(() -> SyntheticSeries.noisy(2, 0.5, 2.5, 20, 0.1, rho, random))
            .limit(count)
            .toList());
  }
}
