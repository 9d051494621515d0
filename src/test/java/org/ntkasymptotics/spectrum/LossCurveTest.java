package org.ntkasymptotics.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.spectrum.SpectrumTest.assertMessage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.Tolerances;

class LossCurveTest {
  private static final MathContext DIGITS = new MathContext(34);

  @Test
  void aSingleModeDecaysExponentially() {
    LossCurve curve =
        LossCurve.ofModes(
            new Spectrum(new double[] {0.5}),
            new Coefficients(new double[] {2}),
            new double[] {0, 1, 3});
    assertEquals(2, curve.losses()[0]);
    assertEquals(2 * Math.exp(-1), curve.losses()[1], 1e-15);
    assertEquals(2 * Math.exp(-3), curve.losses()[2], 1e-15);
  }

  @Test
  void agreesWithThirtyDigitSums() {
    int modes = 300;
    Random random = new Random(3);
    double[] lambda = new double[modes];
    double[] c = new double[modes];
    for (int n = 0; n < modes; n++) {
      lambda[n] = Math.pow(n + 0.5, -1.5);
      c[n] = random.nextGaussian() * Math.pow(n + 1, -0.75);
    }
    double[] times = LogGrid.times(0.01, 40 / lambda[modes - 1], 2);
    LossCurve curve = LossCurve.ofModes(new Spectrum(lambda), new Coefficients(c), times);
    for (int k = 0; k < times.length; k++) {
      Tolerances.assertRelative(
          precise(lambda, c, times[k]),
          curve.losses()[k],
          Tolerances.LOSS_OF_MODES,
          "L(" + times[k] + ")");
    }
  }

  @Test
  void skippingFastModesChangesNothingHoweverUnevenTheCoefficients() {
    // A fast mode with all the energy matters until e^{−2λt} has eaten a factor 10²⁰.
    double[] lambda = new double[200];
    double[] c = new double[200];
    for (int n = 0; n < 200; n++) {
      lambda[n] = 1 - n * 1e-3;
      c[n] = 1e-10;
    }
    c[0] = 1;
    lambda[0] = 2;
    double[] times = {1, 10, 20, 40};
    LossCurve curve = LossCurve.ofModes(new Spectrum(lambda), new Coefficients(c), times);
    for (int k = 0; k < times.length; k++) {
      Tolerances.assertRelative(
          precise(lambda, c, times[k]),
          curve.losses()[k],
          2 * Tolerances.LOSS_OF_MODES,
          "L(" + times[k] + ")");
    }
  }

  @Test
  void fastModesCountDownToTheLastDigits() {
    // 32 modes that hold 10⁻¹² of the energy and hardly decay faster: leaving them out would show.
    double[] lambda = new double[200];
    double[] c = new double[200];
    for (int n = 0; n < 200; n++) {
      lambda[n] = n < 32 ? 1 : 0.999;
      c[n] = n < 32 ? 2e-6 : 1;
    }
    LossCurve curve =
        LossCurve.ofModes(new Spectrum(lambda), new Coefficients(c), new double[] {1, 10});
    Tolerances.assertRelative(
        precise(lambda, c, 10), curve.losses()[1], Tolerances.LOSS_OF_MODES, "L(10)");
  }

  @Test
  void followsTheLawOfAPurePowerSpectrum() {
    // λ = (n + ½)^−2, c² = λ^ξ's increments: L t^ξ → S Γ(1 + ξ) 2^−ξ/2 (theory, section 5).
    int modes = 20_000;
    double xi = 0.5;
    double[] lambda = new double[modes];
    double[] c = new double[modes];
    for (int n = 0; n < modes; n++) {
      lambda[n] = Math.pow(n + 0.5, -2);
      double below = n == modes - 1 ? 0 : Math.pow(n + 1, -2 * xi);
      c[n] = Math.sqrt(Math.pow(Math.max(n, 0.1), -2 * xi) - below);
    }
    LossCurve curve =
        LossCurve.ofModes(new Spectrum(lambda), new Coefficients(c), new double[] {1e4, 1e5});
    double law = Math.sqrt(Math.PI) / 2 * Math.pow(2, -xi) / 2;
    assertEquals(law, curve.losses()[0] * 1e2, 1e-3 * law);
    assertEquals(law, curve.losses()[1] * Math.sqrt(1e5), 1e-3 * law);
  }

  @Test
  void roundOffBelowZeroDoesNotGrow() {
    LossCurve curve =
        LossCurve.ofModes(
            new Spectrum(new double[] {1, -1e-17}),
            new Coefficients(new double[] {1, 0.5}),
            new double[] {1e20});
    assertEquals(0.125, curve.losses()[0]);
  }

  @Test
  void badInputIsRefused() {
    Spectrum one = new Spectrum(new double[] {1});
    Coefficients c = new Coefficients(new double[] {1});
    assertMessage(
        "as many",
        () -> LossCurve.ofModes(one, new Coefficients(new double[] {1, 2}), new double[] {1}));
    assertMessage("ascend", () -> LossCurve.ofModes(one, c, new double[] {1, 1}));
    assertMessage(">= 0", () -> LossCurve.ofModes(one, c, new double[] {-1}));
    assertMessage("time 0 is NaN", () -> LossCurve.ofModes(one, c, new double[] {Double.NaN}));
    assertMessage("loss 0", () -> new LossCurve(new double[] {1}, new double[] {-1}));
    assertMessage("loss 0", () -> new LossCurve(new double[] {1}, new double[] {Double.NaN}));
    assertMessage("as many", () -> new LossCurve(new double[] {1}, new double[] {1, 2}));
  }

  @Test
  void tenThousandModesAtFourHundredTimesAreQuick() {
    int modes = 10_000;
    double[] lambda = new double[modes];
    double[] c = new double[modes];
    for (int n = 0; n < modes; n++) {
      lambda[n] = Math.pow(n + 0.5, -1.5);
      c[n] = Math.pow(n + 1, -0.75);
    }
    Spectrum spectrum = new Spectrum(lambda);
    double[] times = LogGrid.times(0.05, 1e6, 55);
    assertEquals(403, times.length, 2);
    double best = Double.POSITIVE_INFINITY;
    for (int repeat = 0; repeat < 5; repeat++) {
      long start = System.nanoTime();
      LossCurve.ofModes(spectrum, new Coefficients(c), times);
      best = Math.min(best, (System.nanoTime() - start) * 1e-9);
    }
    assertTrue(best < 2, "took " + best + " s");
  }

  private static double precise(double[] lambda, double[] c, double t) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < lambda.length; n++) {
      BigDecimal exponent =
          new BigDecimal(lambda[n]).multiply(new BigDecimal(t)).multiply(new BigDecimal(-2));
      if (exponent.doubleValue() > -400) {
        sum = sum.add(new BigDecimal(c[n]).pow(2).multiply(exp(exponent)), DIGITS);
      }
    }
    return sum.doubleValue() / 2;
  }

  /** e^x to 30 digits by halving the argument and the power series. */
  private static BigDecimal exp(BigDecimal x) {
    MathContext digits = new MathContext(44, RoundingMode.HALF_EVEN);
    BigDecimal small = x.divide(new BigDecimal(1024), digits);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      term = term.multiply(small, digits).divide(BigDecimal.valueOf(k), digits);
      sum = sum.add(term, digits);
    }
    for (int k = 0; k < 10; k++) {
      sum = sum.multiply(sum, digits);
    }
    return sum;
  }
}
