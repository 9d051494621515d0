package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.ReferenceValues.number;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.reference.ReferenceValues;
import org.ntkasymptotics.reference.Tolerances;

/** F, U, R and G against the 20-digit table, and against each other. */
class FiniteSampleCorrectionTest {

  private static JsonNode table(int d) {
    return ReferenceValues.load().get("finite_M").get(d - 1);
  }

  private static void agree(JsonNode expected, double actual, double tolerance, String what) {
    Tolerances.assertRelative(number(expected), actual, tolerance, what);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void factorsOfEigenvaluesAndSumsMatchTheTable(int d) {
    FiniteSampleCorrection ball = new FiniteSampleCorrection(1 + 1.0 / d, 1.0 / (d + 1));
    FiniteSampleCorrection gp = new FiniteSampleCorrection(1 + 1.0 / d, 3.0 / (d + 1));
    agree(table(d).get("zeta_min"), ball.smallestZeta(), Tolerances.FINITE_SAMPLE, "zeta_min");
    for (JsonNode row : table(d).get("F")) {
      double f = number(row.get("n_over_M"));
      String at = " d=" + d + " f=" + f;
      agree(row.get("zeta"), ball.zeta(f), Tolerances.FINITE_SAMPLE, "zeta" + at);
      agree(
          row.get("F=lambda_hat/(Lambda n^-nu)"),
          ball.eigenvalueFactor(f),
          Tolerances.FINITE_SAMPLE,
          "F" + at);
      agree(row.get("U_ind"), ball.partialSumFactor(f), Tolerances.FINITE_SAMPLE, "U_ind" + at);
      agree(row.get("U_gp"), gp.partialSumFactor(f), Tolerances.FINITE_SAMPLE, "U_gp" + at);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void factorOfTheLossMatchesTheTable(int d) {
    FiniteSampleCorrection ball = new FiniteSampleCorrection(1 + 1.0 / d, 1.0 / (d + 1));
    FiniteSampleCorrection gp = new FiniteSampleCorrection(1 + 1.0 / d, 3.0 / (d + 1));
    for (JsonNode row : table(d).get("R")) {
      double tau = number(row.get("tau"));
      String at = " d=" + d + " tau=" + tau;
      agree(row.get("R_ind"), ball.lossFactor(tau), Tolerances.LOSS_FACTOR, "R_ind" + at);
      agree(row.get("R_gp"), gp.lossFactor(tau), Tolerances.LOSS_FACTOR, "R_gp" + at);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2, 4 / 3.0, 1.5, 2, 4})
  void countingFunctionInvertsZeta(double nu) {
    FiniteSampleCorrection c = new FiniteSampleCorrection(nu, 0.4);
    for (double f : new double[] {1e-9, 1e-4, 0.1, 0.5, 0.9, 0.999}) {
      Tolerances.assertRelative(f, c.share(c.zeta(f)), Tolerances.COUNTING, "G at " + f);
    }
    assertEquals(1, c.share(0.999 * c.smallestZeta()));
    assertEquals(0, c.energyBelow(0.999 * c.smallestZeta()));
  }

  @Test
  void thresholdsAreWhereTheFactorsSaySo() {
    FiniteSampleCorrection c = new FiniteSampleCorrection(1.5, 1.0 / 3);
    double tau = c.tauWhereLossFactorIs(0.95);
    Tolerances.assertRelative(0.95, c.lossFactor(tau), Tolerances.LOSS_FACTOR, "R");
    // Two digits as quoted in the theory notes.
    assertEquals(3.0e-3, tau, 0.05e-3);
    double f = c.shareWherePartialSumFactorIs(0.94);
    assertEquals(0.05, f, 0.005);
    assertTrue(c.lossFactor(1e-12) > 0.9999 && c.lossFactor(1e-12) <= 1);
    assertEquals(0, c.lossFactor(1e6));
  }

  @Test
  void valuesOutsideOfTheDomainAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FiniteSampleCorrection(1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new FiniteSampleCorrection(2, 2));
    FiniteSampleCorrection c = new FiniteSampleCorrection(2, 0.5);
    assertThrows(IllegalArgumentException.class, () -> c.zeta(1));
  }
}
