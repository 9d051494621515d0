package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.fit.PowerLawFitsTest.assertMessage;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSearchTest {
  private static final FitRules RULES = FitRules.standard();

  @Test
  void takesAllOfAPureLaw() {
    Series pure = SyntheticSeries.onGrid(1, 4, 20, x -> Math.pow(x, -0.4));
    WindowSearch found = WindowSearch.in(pure, RULES);
    assertTrue(found.window().decades() > 3.9, found::toString);
    assertFalse(RoundOffFloor.detect(pure).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.04", "1, 0.05", "2, 0.1"})
  void dropsTransientAndExponentialEnd(double p, double allowed) {
    // Flat before x = 1, cut off beyond 10⁵ as a loss is after its last mode.
    DoubleUnaryOperator loss = x -> Math.pow(1 + x, -p) * Math.exp(-x / 1e5);
    PowerLawFit fit = PowerLawFits.ofUnknown(SyntheticSeries.onGrid(0.01, 8, 20, loss), RULES);
    assertEquals(p, fit.exponent().value(), allowed, fit::toString);
    assertTrue(fit.exponent().interval95().contains(p), fit::toString);
    assertTrue(fit.window().from() > 1 && fit.window().to() < 1e5, fit.window()::toString);
  }

  @Test
  void dropsThePlateauOfASaturatedLoss() {
    Series saturated = SyntheticSeries.onGrid(1, 6, 20, x -> 1 / x + 1e-4);
    RoundOffFloor floor = RoundOffFloor.detect(saturated).orElseThrow();
    assertEquals(5000, floor.begins(), 700);
    PowerLawFit fit = PowerLawFits.ofUnknown(saturated, RULES);
    assertEquals(1, fit.exponent().value(), 0.06);
    assertTrue(fit.notes().get(0).contains("plateau"), () -> fit.notes().toString());
  }

  @Test
  void dropsNoiseAroundZero() {
    Random random = new Random(1);
    Series noisy =
        SyntheticSeries.ofIndex(3000, x -> Math.pow(x, -4) + 1e-10 * random.nextGaussian());
    RoundOffFloor floor = RoundOffFloor.detect(noisy).orElseThrow();
    assertTrue(floor.level() > 1e-9 && floor.level() < 6e-9, floor::toString);
    assertEquals(Math.pow(floor.level(), -0.25), floor.begins(), 3);
    PowerLawFit fit = PowerLawFits.ofUnknown(noisy, RULES);
    assertEquals(4, fit.exponent().value(), 0.02);
    assertTrue(fit.notes().get(0).contains("noise"), () -> fit.notes().toString());
  }

  @Test
  void dropsZeros() {
    Series zeros = SyntheticSeries.ofIndex(3000, x -> x < 500 ? 1 / x : 0);
    RoundOffFloor floor = RoundOffFloor.detect(zeros).orElseThrow();
    assertEquals(500.5, floor.begins());
    assertEquals(1, PowerLawFits.ofUnknown(zeros, RULES).exponent().value(), 1e-9);
  }

  @Test
  void noiseWidensTheToleranceButIsFitted() {
    Series noisy = SyntheticSeries.noisy(2, 0.5, 4, 20, 0.2, 0.5, new Random(8));
    PowerLawFit fit = PowerLawFits.ofUnknown(noisy, RULES);
    assertTrue(fit.exponent().interval95().contains(0.5), fit::toString);
    assertTrue(fit.window().decades() > 1.3, fit.window()::toString);
  }

  @Test
  void whatIsNoPowerLawIsRefused() {
    assertMessage(
        "no stretch", () -> WindowSearch.in(SyntheticSeries.onGrid(1, 4, 20, x -> 3), RULES));
    assertMessage(
        "about a decade",
        () -> WindowSearch.in(SyntheticSeries.onGrid(1, 0.5, 20, x -> 1 / x), RULES));
  }
}
