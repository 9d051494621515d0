package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.ReferenceValues.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;
import org.ntkasymptotics.reference.ReferenceValues;
import org.ntkasymptotics.reference.Tolerances;

/** θ̃, ζ̃, γ and their angular integrals against the 20-digit table. */
class SingularExpansionTest {
  private static final JsonNode REFERENCE = ReferenceValues.load();

  private static void agree(JsonNode expected, double actualLog, double tolerance, String what) {
    Tolerances.assertRelative(number(expected), Math.exp(actualLog), tolerance, what);
  }

  @Test
  void symbolsOfShallowAndDeepNetworksMatchTheTable() {
    for (JsonNode row : REFERENCE.get("theta_zeta_gamma")) {
      int d = row.get("d").asInt();
      int hidden = row.get("L").asInt() - 1;
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      double norm2 = number(row.get("x_norm2"));
      double along = Math.sqrt(number(row.get("x_dot_n_2")));
      SingularExpansion theta = SingularExpansion.deepNtk(hidden, d, w, b);
      SingularExpansion zeta = SingularExpansion.deepCovariance(hidden, d, w, b);
      String at = " d=" + d + " hidden=" + hidden + " w=" + w;
      double tight = Tolerances.LOG_SUM;
      agree(row.get("theta_tilde"), theta.logSymbol(norm2, along), tight, "theta" + at);
      agree(row.get("zeta_tilde"), zeta.logSymbol(norm2, along), tight, "zeta" + at);
      agree(row.get("gamma_x"), theta.logGamma(norm2), Tolerances.ANGULAR, "gamma" + at);
      double mixed = AngularIntegral.log(theta, -3.0 / (d + 1), zeta, 1, norm2);
      agree(row.get("int_zeta_theta^(-3/(d+1))_dS"), mixed, Tolerances.ANGULAR, "mixed" + at);
      if (hidden == 1) {
        SingularExpansion power = SingularExpansion.powerNtk(1, d, w, b);
        SingularExpansion covariance = SingularExpansion.powerCovariance(1, d, w, b);
        agree(row.get("theta_tilde"), power.logSymbol(norm2, along), tight, "power theta" + at);
        agree(row.get("zeta_tilde"), covariance.logSymbol(norm2, along), tight, "power zeta" + at);
      }
    }
  }

  @Test
  void closedAngularIntegralsAgreeWithTheTrapezoidRule() {
    for (int d = 2; d <= 5; d++) {
      SingularExpansion theta = SingularExpansion.powerNtk(1, d, 2, 0.3);
      // A second term of no weight and another anisotropy switches the closed form off.
      SingularExpansion open =
          new SingularExpansion(
              d,
              1,
              theta.logScale(),
              java.util.List.of(theta.terms().get(0), new SingularExpansion.Term(0, 0, 1)));
      for (double norm2 : new double[] {1e-6, 0.5, 30, 1e4}) {
        double closed = Math.exp(theta.logGamma(norm2));
        Tolerances.assertRelative(
            closed, Math.exp(open.logGamma(norm2)), Tolerances.ANGULAR, "d=" + d + " " + norm2);
      }
    }
  }

  @Test
  void tablesOfAngularIntegralsAreTheIntegrals() {
    for (int d = 1; d <= 5; d++) {
      SingularExpansion theta = SingularExpansion.deepNtk(7, d, 1.4, 0.2);
      SingularExpansion zeta = SingularExpansion.powerCovariance(1, d, 2, 0.1);
      double p = -3.0 / (d + 1);
      DoubleUnaryOperator gamma = RadialTable.of(theta::logGamma, theta, null);
      DoubleUnaryOperator mixed =
          RadialTable.of(s -> AngularIntegral.log(theta, p, zeta, 1, s), theta, zeta);
      for (double norm2 : new double[] {0, 1e-9, 0.003, 0.2, 0.9, 7, 60, 1e5}) {
        String at = " d=" + d + " " + norm2;
        double exact = AngularIntegral.log(theta, p, zeta, 1, norm2);
        assertEquals(theta.logGamma(norm2), gamma.applyAsDouble(norm2), Tolerances.ANGULAR, at);
        assertEquals(exact, mixed.applyAsDouble(norm2), 4 * Tolerances.ANGULAR, at);
      }
    }
  }

  /** θ̃ at x = 0 is the singular coefficient times the transform of |z|^α, scaled by σ_w/σ_b. */
  @Test
  void anyPowerIsCoefficientTimesTransformOfThePower() {
    JsonNode coefficients = REFERENCE.get("ntk_singular_coefficient_q2_aq_over_2pi");
    double w = 1.3;
    double b = 0.4;
    int compared = 0;
    for (JsonNode row : REFERENCE.get("FT_abs_power").get("values")) {
      double alpha = number(row.get("alpha"));
      int d = row.get("d").asInt();
      String q = String.valueOf((alpha + 1) / 2).replaceAll("\\.0$", "");
      double expected =
          w
              * w
              * Math.pow(b, 2 * Double.parseDouble(q))
              * number(coefficients.get(q))
              * number(row.get("value"))
              * Math.pow(w / b, alpha);
      SingularExpansion theta = SingularExpansion.powerNtk(Double.parseDouble(q), d, w, b);
      double actual = Math.exp(theta.logSymbol(0, 0));
      Tolerances.assertRelative(expected, actual, Tolerances.LOG_SUM, "q=" + q + " d=" + d);
      compared++;
    }
    assertEquals(16, compared);
  }

  @Test
  void prefactorOfLambdaMatchesTheTableForAnyPower() {
    for (JsonNode row : REFERENCE.get("Lambda_q")) {
      double q = number(row.get("q"));
      int d = row.get("d").asInt();
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      SingularExpansion theta = SingularExpansion.powerNtk(q, d, w, b);
      double nu = 1 + (2 * q - 1) / d;
      double norm2 = 0.7;
      double logR = Math.log(w * w * norm2 + b * b) / 2;
      double log = nu * (theta.logGamma(norm2) - number(row.get("mean_power_r")) * logR);
      agree(row.get("prefactor"), log, Tolerances.LOG_SUM, "q=" + q + " d=" + d + " w=" + w);
    }
  }

  @Test
  void kernelsHaveTheirOrders() {
    assertEquals(1, SingularExpansion.of(new ReluNtk(1, 1), 2).order());
    assertEquals(
        SingularExpansion.of(new ReluNtk(1, 1), 2),
        SingularExpansion.of(new ReluNtkSingular(1, 1), 2));
    assertEquals(3, SingularExpansion.of(new ReluCovariance(1, 1), 2).order());
    assertTrue(Double.isFinite(SingularExpansion.of(new ReluNtk(1, 1), 784).logGamma(50)));
  }

  @Test
  void withoutBiasesThereIsNoExpansion() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> SingularExpansion.of(new ReluNtk(1, 0), 2));
    assertTrue(e.getMessage().contains("sigma_b"), e.getMessage());
  }
}
