package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.fit.PowerLawFitsTest.assertMessage;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.Tolerances;

class RatioFitsTest {
  private static final FitWindow WINDOW = new FitWindow(30, 900);

  @Test
  void theConstantOfARightPredictionIsOne() {
    Series measured = SyntheticSeries.ofIndex(2000, x -> 1.1 * Math.pow(x, -1.5) * (1 + x / 2000));
    RatioFit ratio =
        RatioFits.of(
            Replicas.single(measured),
            x -> 1.1 * Math.pow(x, -1.5) * (1 + x / 2000),
            WINDOW,
            FitRules.standard());
    Tolerances.assertRelative(1, ratio.mean().value(), Tolerances.PURE_LAW_FIT, "fitted number");
    Tolerances.assertRelative(1, ratio.median(), Tolerances.PURE_LAW_FIT, "fitted number");
    assertTrue(ratio.scatter() < Tolerances.PURE_LAW_FIT);
    assertTrue(ratio.curve().x()[0] < 1 && ratio.curve().x()[ratio.curve().size() - 1] > 1800);
  }

  @Test
  void agreesWithTheConstantAtTheTheoreticalExponent() {
    Random random = new Random(3);
    List<Series> sets =
        Stream.generate(() -> SyntheticSeries.noisy(2, 0.5, 3.5, 20, 0.1, 0.8, random))
            .limit(5)
            .toList();
    RatioFit ratio =
        RatioFits.of(Replicas.of(sets), x -> 4 * Math.pow(x, -0.5), WINDOW, FitRules.standard());
    Estimate level =
        PowerLawFits.of(Replicas.of(sets), WINDOW, FitRules.standard().withTheoreticalExponent(0.5))
            .constantAtTheory()
            .orElseThrow();
    Tolerances.assertRelative(
        level.value() / 4, ratio.mean().value(), Tolerances.PURE_LAW_FIT, "fitted number");
    Tolerances.assertRelative(
        level.statistical(), ratio.mean().statistical(), Tolerances.PURE_LAW_FIT, "fitted number");
    Tolerances.assertRelative(
        level.systematic(), ratio.mean().systematic(), Tolerances.PURE_LAW_FIT, "fitted number");
    assertTrue(ratio.mean().interval95().contains(0.5), ratio.mean()::toString);
  }

  @Test
  void oneWildBinMovesTheMeanNotTheMedian() {
    Series spiked = SyntheticSeries.onGrid(1, 3, 20, x -> Math.abs(x - 100) < 1 ? 50 : 1);
    RatioFit ratio =
        RatioFits.of(Replicas.single(spiked), new FitWindow(10, 990), FitRules.standard());
    assertEquals(1, ratio.median(), 1e-12);
    assertTrue(ratio.mean().value() > 1.05);
    assertEquals(
        Math.log(50) / Math.sqrt(ratio.sensitivity().get(0).points()), ratio.scatter(), 0.05);
  }

  @Test
  void halvesNeedTheirOwnPrediction() {
    Series s = SyntheticSeries.ofIndex(2000, x -> 1 / x);
    assertMessage(
        "prediction of their own",
        () ->
            RatioFits.of(
                Replicas.halves(s, List.of(s, s), 0.5), x -> 1, WINDOW, FitRules.standard()));
  }
}
