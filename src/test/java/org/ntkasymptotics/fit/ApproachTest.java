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

/** Series that approach their law like 1 + a x^−s, a and s known. */
class ApproachTest {
  private static final FitWindow WINDOW = new FitWindow(100, 1500);

  /** (1 + a x^−s) stands for its logarithm, of relative order a x^−s, below 5 % here. */
  private static final double SHAPE = 0.05;

  private static final double P = 1.25;

  private static FitRules rules(double s) {
    return FitRules.standard()
        .withTheoreticalExponent(P)
        .withCorrection(OptionalDouble.of(s))
        .withReach(new FitWindow(50, 1500));
  }

  private static Replicas approaching(double a, double s) {
    return Replicas.of(
        Stream.of(1, 2, 3)
            .map(
                k ->
                    SyntheticSeries.ofIndex(
                        2000, x -> 3 * Math.pow(x, -P) * (1 + a * Math.pow(x, -s))))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"0.4, 0.5", "-0.4, 0.5", "0.6, 0.6667", "1, 1", "0.1, 0.25"})
  void theSystematicPartIsWhatIsLeftToCome(double a, double s) {
    PowerLawFit fit = PowerLawFits.of(approaching(a, s), WINDOW, rules(s));
    double exponent = Math.abs(fit.exponent().value() - P);
    assertEquals(1, fit.exponent().systematic() / exponent, SHAPE, "exponent");
    Estimate level = fit.constantAtTheory().orElseThrow();
    assertEquals(1, level.systematic() / Math.abs(Math.log(level.value() / 3)), SHAPE, "level");
    double constant = Math.abs(Math.log(fit.constant().value() / 3));
    assertEquals(1, fit.constant().systematic() / constant, SHAPE, "constant");
    RatioFit ratio = RatioFits.of(approaching(a, s), x -> 3 * Math.pow(x, -P), WINDOW, rules(s));
    double off = Math.abs(Math.log(ratio.mean().value()));
    assertEquals(1, ratio.mean().systematic() / off, SHAPE, "ratio");
    assertTrue(fit.notes().stream().anyMatch(n -> n.contains("drifts")), () -> fit.notes() + "");
  }

  /** Moving the ends alone leaves the truth outside when the change goes on. */
  @Test
  void withoutTheCorrectionTheIntervalMisses() {
    FitRules moves = rules(0.25).withCorrection(OptionalDouble.empty());
    assertTrue(
        !PowerLawFits.of(approaching(0.15, 0.25), WINDOW, moves)
            .exponent()
            .interval95()
            .contains(P));
    assertTrue(
        PowerLawFits.of(approaching(0.15, 0.25), WINDOW, rules(0.2))
            .exponent()
            .interval95()
            .contains(P));
  }

  /** Noise alone is no drift: it may not widen more than one interval in ten. */
  @Test
  void noiseIsNotTakenForADrift() {
    Random random = new Random(8);
    int widened = 0;
    for (int k = 0; k < 200; k++) {
      List<Series> sets =
          Stream.generate(() -> SyntheticSeries.noisy(2, 0.5, 3, 20, 0.05, 0.8, random))
              .limit(5)
              .toList();
      FitWindow window = new FitWindow(10, 500);
      FitRules plain = FitRules.standard();
      FitRules drifting = plain.withCorrection(OptionalDouble.of(0.5));
      double without = PowerLawFits.of(Replicas.of(sets), window, plain).exponent().systematic();
      double with = PowerLawFits.of(Replicas.of(sets), window, drifting).exponent().systematic();
      widened += with > without ? 1 : 0;
    }
    assertTrue(widened <= 20, widened + " of 200 intervals were widened");
  }

  @Test
  void aWindowTooShortToHalveSaysNothing() {
    HalfWidths none = Approach.of(approaching(1, 0.5), new FitWindow(100, 250), rules(0.5));
    assertEquals(new HalfWidths(0, 0, 0), none);
  }
}
