package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.reference.Tolerances;

class PowerLawFitsTest {
  private static final FitRules RULES = FitRules.standard();

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.25, 0.5, 1.5, 4})
  void findsAPureLawToRounding(double p) {
    Series pure = SyntheticSeries.ofIndex(2000, x -> 0.37 * Math.pow(x, -p));
    PowerLawFit fit =
        PowerLawFits.of(
            Replicas.single(pure), new FitWindow(30, 900), RULES.withTheoreticalExponent(p));
    Tolerances.assertRelative(p, fit.exponent().value(), Tolerances.PURE_LAW_FIT, "fitted number");
    Tolerances.assertRelative(0.37, fit.constant().value(), 10 * Tolerances.PURE_LAW_FIT, "C");
    Tolerances.assertRelative(
        0.37, fit.constantAtTheory().orElseThrow().value(), Tolerances.PURE_LAW_FIT, "C at theory");
    assertTrue(fit.exponent().interval95().halfWidth() < 100 * Tolerances.PURE_LAW_FIT);
    assertEquals(5, fit.sensitivity().size());
    assertEquals(fit.window(), fit.sensitivity().get(0).window());
    assertTrue(fit.notes().isEmpty(), () -> fit.notes().toString());
    assertEquals(0.37 * Math.pow(7, -p), fit.at(7), 1e-9 * Math.pow(7, -p));
  }

  /** Draws that only move the whole series widen the level and not the exponent. */
  @Test
  void aMeasurementsOwnErrorIsAddedToThatOfASingleSeries() {
    Series pure = SyntheticSeries.ofIndex(1000, x -> 3 * Math.pow(x, -1.5));
    List<Series> draws = List.of(pure.dividedBy(x -> 1.1), pure.dividedBy(x -> 1 / 1.1));
    FitRules rules = RULES.withTheoreticalExponent(1.5);
    FitWindow window = new FitWindow(30, 900);
    PowerLawFit fit = PowerLawFits.of(Replicas.single(pure).within(draws), window, rules);
    double half = 1.96 * Math.log(1.1);
    assertEquals(half, fit.constantAtTheory().orElseThrow().statistical(), 1e-9);
    assertEquals(0, fit.exponent().statistical(), 1e-9);
    // Scatter between data sets holds what draws show, unless that is more.
    for (double factor : new double[] {1.001, 2}) {
      Replicas sets = Replicas.of(List.of(pure, pure.dividedBy(x -> factor)));
      double scatter = level(PowerLawFits.of(sets, window, rules));
      double both = level(PowerLawFits.of(sets.within(draws), window, rules));
      assertEquals(Math.max(scatter, half), both, 1e-9);
    }
    assertThrows(FitException.class, () -> Replicas.single(pure).within(List.of(pure)));
  }

  private static double level(PowerLawFit fit) {
    return fit.constantAtTheory().orElseThrow().statistical();
  }

  @Test
  void scalingMovesOnlyTheConstant() {
    Series noisy = SyntheticSeries.noisy(2, 0.7, 3, 20, 0.2, 0.6, new Random(5));
    FitWindow window = new FitWindow(3, 300);
    PowerLawFit base = PowerLawFits.of(Replicas.single(noisy), window, RULES);
    Series scaled =
        new Series(
            Arrays.stream(noisy.x()).map(x -> 1024 * x).toArray(),
            Arrays.stream(noisy.y()).map(y -> 5 * y).toArray());
    PowerLawFit fit = PowerLawFits.of(Replicas.single(scaled), window.times(1024), RULES);
    Tolerances.assertRelative(
        base.exponent().value(), fit.exponent().value(), Tolerances.PURE_LAW_FIT, "fitted number");
    double p = base.exponent().value();
    Tolerances.assertRelative(
        base.constant().value() * 5 * Math.pow(1024, p),
        fit.constant().value(),
        10 * Tolerances.PURE_LAW_FIT,
        "C");
    assertEquals(
        base.exponent().interval95().halfWidth(), fit.exponent().interval95().halfWidth(), 1e-4);
  }

  @Test
  void everyPartOfADecadeCountsTheSame() {
    // Slope 1 below x = 100, 2 above: with equal weight per decade the slope of the broken line
    // over [10, 1000] is 3/2; counting points instead, 90 % of them lie above.
    Series broken = SyntheticSeries.ofIndex(1100, x -> x < 100 ? 1 / x : 100 / (x * x));
    PowerLawFit fit = PowerLawFits.of(Replicas.single(broken), new FitWindow(10, 1000), RULES);
    assertEquals(1.5, fit.exponent().value(), 0.02);
  }

  @Test
  void aSlowCorrectionShowsInTheSystematicPart() {
    // The loss C x^−1/3 (1 + x^−1/3 / 2): the local exponent still falls, all scatter is absent.
    Series corrected =
        SyntheticSeries.onGrid(
            1, 6, 20, x -> Math.pow(x, -1 / 3.0) * (1 + 0.5 * Math.pow(x, -1 / 3.0)));
    PowerLawFit fit = PowerLawFits.of(Replicas.single(corrected), new FitWindow(1e3, 1e5), RULES);
    assertTrue(fit.exponent().systematic() > 0.001, fit::toString);
    List<WindowFit> rows = fit.sensitivity();
    double low = rows.stream().mapToDouble(WindowFit::exponent).min().orElseThrow();
    double high = rows.stream().mapToDouble(WindowFit::exponent).max().orElseThrow();
    assertEquals((high - low) / 2, fit.exponent().systematic(), 1e-15);
  }

  @Test
  void logPeriodicOscillationIsInsideTheInterval() {
    // As in d = 2: ±10 % about t^−1/3, a period of 0.8 decades, every phase.
    int inside = 0;
    for (int k = 0; k < 24; k++) {
      double phase = 2 * Math.PI * k / 24;
      Series oscillating =
          SyntheticSeries.onGrid(
              1,
              5,
              20,
              t ->
                  Math.pow(t, -1 / 3.0)
                      * (1 + 0.1 * Math.sin(2 * Math.PI * Math.log10(t) / 0.8 + phase)));
      PowerLawFit fit =
          PowerLawFits.of(
              Replicas.single(oscillating), new FitWindow(30, 3000), FitRules.forLoss());
      inside += fit.exponent().interval95().contains(1 / 3.0) ? 1 : 0;
    }
    assertTrue(inside >= 23, "inside for " + inside + " of 24 phases");
  }

  @Test
  void neverFitsZerosOrNegativeValues() {
    Series dying = SyntheticSeries.ofIndex(2000, x -> x < 400 ? 1 / x : x < 800 ? 0 : -1e-3 / x);
    PowerLawFit fit = PowerLawFits.of(Replicas.single(dying), new FitWindow(20, 1500), RULES);
    Tolerances.assertRelative(1, fit.exponent().value(), Tolerances.PURE_LAW_FIT, "fitted number");
    assertEquals(399.5, fit.window().to());
    assertTrue(fit.notes().get(0).contains("399.5"), () -> fit.notes().toString());
    assertTrue(
        fit.sensitivity().stream().allMatch(row -> row.window().to() < 400),
        () -> fit.sensitivity().toString());
  }

  @Test
  void leavesOutNonPositiveValuesBeforeTheWindow() {
    Series late = SyntheticSeries.ofIndex(2000, x -> x < 15 ? -1 : 1 / x);
    PowerLawFit fit = PowerLawFits.of(Replicas.single(late), new FitWindow(20, 900), RULES);
    Tolerances.assertRelative(1, fit.exponent().value(), Tolerances.PURE_LAW_FIT, "fitted number");
    assertEquals(4, fit.sensitivity().size());
  }

  @Test
  void reachLimitsTheMoves() {
    Series pure = SyntheticSeries.ofIndex(2000, x -> 1 / x);
    FitWindow window = new FitWindow(30, 900);
    PowerLawFit fit = PowerLawFits.of(Replicas.single(pure), window, RULES.withReach(window));
    assertTrue(
        fit.sensitivity().stream().allMatch(row -> window.contains(row.window())),
        () -> fit.sensitivity().toString());
    assertEquals(3, fit.sensitivity().size());
  }

  @Test
  void aShortWindowIsFittedWithANote() {
    Series pure = SyntheticSeries.ofIndex(200, x -> 1 / x);
    PowerLawFit fit = PowerLawFits.of(Replicas.single(pure), new FitWindow(50, 130), RULES);
    assertTrue(fit.notes().get(0).contains("0.41 decades"), () -> fit.notes().toString());
    assertFalse(fit.sensitivity().size() < 3);
  }

  @Test
  void aWindowOutsideTheDataIsRefused() {
    Series pure = SyntheticSeries.ofIndex(100, x -> 1 / x);
    assertMessage(
        "reaches outside the data [0.5, 99.5]",
        () -> PowerLawFits.of(Replicas.single(pure), new FitWindow(20, 200), RULES));
    assertMessage(
        "reaches outside the data",
        () -> PowerLawFits.of(Replicas.single(pure), new FitWindow(0.1, 50), RULES));
  }

  @Test
  void tooFewPointsAreRefused() {
    Series few = SyntheticSeries.onGrid(1, 3, 2, x -> 1 / x);
    assertMessage(
        "at least 8 separate logarithmic bins",
        () -> PowerLawFits.of(Replicas.single(few), new FitWindow(1, 1000), RULES));
    Series pure = SyntheticSeries.ofIndex(100, x -> 1 / x);
    assertMessage(
        "less than a factor of 2",
        () -> PowerLawFits.of(Replicas.single(pure), new FitWindow(40, 60), RULES));
    assertMessage(
        "no positive values",
        () ->
            PowerLawFits.of(
                Replicas.single(SyntheticSeries.ofIndex(100, x -> 0)),
                new FitWindow(10, 60),
                RULES));
  }

  @Test
  void aWindowWithoutRoomToMoveIsRefused() {
    Series pure = SyntheticSeries.ofIndex(200, x -> 1 / x);
    FitWindow window = new FitWindow(50, 101);
    assertMessage(
        "no room to move",
        () -> PowerLawFits.of(Replicas.single(pure), window, RULES.withReach(window)));
  }

  static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(FitException.class, call).getMessage();
    assertTrue(message.contains(part), message);
    assertFalse(message.contains("\n"), message);
  }
}
