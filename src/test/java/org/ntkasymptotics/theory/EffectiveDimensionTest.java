package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dimensions from exponents, and the law of the loss from those of the spectrum. */
class EffectiveDimensionTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 3", "3, 2.5"})
  void theoryBackwards(double alpha, double d) {
    double nu = 1 + alpha / d;
    EffectiveDimension fromNu = EffectiveDimension.ofEigenvalues(alpha, nu, nu - 0.1, nu + 0.1);
    assertEquals(d, fromNu.value(), 1e-12);
    assertEquals(alpha / (nu - 0.9), fromNu.low(), 1e-12);
    assertEquals(d, EffectiveDimension.ofSums(1 / d, 0.1, 2).value(), 1e-12);
    assertEquals(d, EffectiveDimension.ofLoss(alpha, 1 / (d + alpha), 0.1, 0.9).value(), 1e-12);
  }

  @Test
  void exponentsOfNoDimensionAreThoseOfInfinitelyMany() {
    EffectiveDimension d = EffectiveDimension.ofEigenvalues(1, 1.1, 0.9, 1.3);
    assertEquals(10, d.value(), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, d.high());
    assertEquals(1 / 0.3, d.low(), 1e-9);
    assertEquals(
        Double.NaN, EffectiveDimension.ofEigenvalues(1, 1.3, Double.NaN, Double.NaN).low());
  }

  /** ½ Σ c² exp(−2λt) summed for λ = 3 n^−1.4, s = 2 n^−0.5. */
  @Test
  void theImpliedLossIsTheSum() {
    LossLaw law = LossLaw.ofSpectrum(1.4, 3, 0.5, 2);
    assertEquals(0.5 / 1.4, law.exponent(), 1e-15);
    double t = 2000;
    double sum = 0;
    for (int n = 1; n < 2_000_000; n++) {
      double lambda = 3 * Math.pow(n + 0.5, -1.4);
      sum += 0.5 * 2 * (Math.pow(n, -0.5) - Math.pow(n + 1, -0.5)) * Math.exp(-2 * lambda * t);
    }
    sum += 0.5 * 2 * Math.pow(2_000_000, -0.5);
    assertEquals(1, sum / law.at(t), 1e-3);
  }
}
