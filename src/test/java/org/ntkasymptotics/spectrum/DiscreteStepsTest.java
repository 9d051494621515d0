package org.ntkasymptotics.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.Tolerances.LOSS_OF_MODES;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Losses of gradient descent against ½ Σ c² (1 − η λ)^2k in 40 digits. */
class DiscreteStepsTest {
  private static final MathContext DIGITS = new MathContext(40);

  private static double exact(double[] lambda, double[] c, double eta, int k) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < lambda.length; n++) {
      // η λ as the double product, since that rounding belongs to the input.
      BigDecimal factor = BigDecimal.ONE.subtract(new BigDecimal(eta * lambda[n]));
      BigDecimal square = new BigDecimal(c[n]).pow(2);
      sum = sum.add(factor.pow(2 * k, DIGITS).multiply(square), DIGITS);
    }
    return sum.doubleValue() / 2;
  }

  @Test
  void stepsOfAllSizesAgreeWithExactPowers() {
    // η λ = 1.6, 1, 0.4 and down to one that moves only after hundreds of millions of steps.
    double[] lambda = {4, 2.5, 1, 1e-2, 3e-5, 2.5e-9, 0};
    double[] c = {0.3, -1.5, 2, 0.1, -0.7, 0.01, 1e-4};
    Spectrum spectrum = new Spectrum(lambda);
    long[] steps = {0, 1, 2, 3, 10, 100, 12_345, 1_000_000, 400_000_000};
    LossCurve curve = LossCurve.ofSteps(spectrum, new Coefficients(c), 0.4, steps);
    for (int i = 0; i < steps.length; i++) {
      assertRelative(
          exact(lambda, c, 0.4, (int) steps[i]),
          curve.losses()[i],
          LOSS_OF_MODES,
          "loss after " + steps[i] + " steps");
      assertEquals(0.4 * steps[i], curve.times()[i], 0.0);
    }
  }

  @Test
  void manySmallStepsAreGradientFlow() {
    Spectrum spectrum = new Spectrum(new double[] {1, 0.3, 0.01});
    Coefficients c = new Coefficients(new double[] {1, 2, 3});
    double eta = 1e-8;
    LossCurve steps = LossCurve.ofSteps(spectrum, c, eta, new long[] {100_000_000, 300_000_000});
    LossCurve flow = LossCurve.ofModes(spectrum, c, steps.times());
    for (int k = 0; k < 2; k++) {
      // A mode's exponent differs by t λ² η relatively.
      assertRelative(flow.losses()[k], steps.losses()[k], 3 * eta, "loss " + k);
    }
  }

  @Test
  void aModeBeyondTheStabilityLimitGrowsAndOverflowIsRefused() {
    Spectrum spectrum = new Spectrum(new double[] {3});
    Coefficients c = new Coefficients(new double[] {1});
    assertRelative(
        128, LossCurve.ofSteps(spectrum, c, 1, new long[] {4}).losses()[0], 1e-14, "growth");
    assertThrows(
        IllegalArgumentException.class,
        () -> LossCurve.ofSteps(spectrum, c, 1, new long[] {100_000}));
    assertThrows(
        IllegalArgumentException.class, () -> LossCurve.ofSteps(spectrum, c, 1, new long[] {3, 2}));
    assertThrows(
        IllegalArgumentException.class, () -> LossCurve.ofSteps(spectrum, c, 0, new long[] {1}));
  }
}
