package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intervals from disjoint halves of one data set: the set is 64 units, each adding its own
 * correlated wander to ln y, as every data point adds its own to a spectrum. One division is exact;
 * several share the units, so their differences are only nearly independent. 3 binomial sd over 800
 * trials are 0.023.
 */
class HalvesCoverageTest {
  private static final int UNITS = 64;
  private static final int TRIALS = 800;
  private static final double ALLOWED = 0.03;
  private static final FitRules RULES = FitRules.standard().withTheoreticalExponent(0.5);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void statisticalPartsCover95Percent(int divisions) {
    CoverageTrial trial = new CoverageTrial();
    Random random = new Random(divisions);
    for (int k = 0; k < TRIALS; k++) {
      trial.add(PowerLawFits.of(halves(divisions, random), new FitWindow(2.5, 20), RULES), 0.5, 2);
    }
    for (double coverage : new double[] {trial.exponent(), trial.constant(), trial.level()}) {
      assertTrue(Math.abs(coverage - 0.95) <= ALLOWED, trial::toString);
    }
  }

  private static Replicas halves(int divisions, Random random) {
    List<double[]> units = new ArrayList<>();
    for (int u = 0; u < UNITS; u++) {
      units.add(
          Arrays.stream(SyntheticSeries.noisy(1, 0, 1.8, 12, 0.3, 0.9, random).y())
              .map(Math::log)
              .toArray());
    }
    List<Series> halves = new ArrayList<>();
    List<Integer> order = new ArrayList<>(IntStream.range(0, UNITS).boxed().toList());
    for (int d = 0; d < divisions; d++) {
      Collections.shuffle(order, random);
      halves.add(measured(units, order.subList(0, UNITS / 2)));
      halves.add(measured(units, order.subList(UNITS / 2, UNITS)));
    }
    return Replicas.halves(measured(units, order), halves, 1);
  }

  private static Series measured(List<double[]> units, List<Integer> chosen) {
    Series law = SyntheticSeries.onGrid(1, 1.8, 12, x -> 2 * Math.pow(x, -0.5));
    double[] y = law.y().clone();
    for (int k = 0; k < y.length; k++) {
      double wander = 0;
      for (int u : chosen) {
        wander += units.get(u)[k] / chosen.size();
      }
      y[k] *= Math.exp(wander);
    }
    return new Series(law.x(), y);
  }
}
