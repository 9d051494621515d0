package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.ReferenceValues.number;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.ReferenceValues;
import org.ntkasymptotics.reference.Tolerances;

/** The discrete-step factor against the 20-digit table and against its definition. */
class DiscreteStepCorrectionTest {

  @Test
  void factorMatchesTheTable() {
    for (JsonNode row : ReferenceValues.load().get("discrete_step_factor")) {
      double k = row.get("k").asDouble();
      double xi = number(row.get("xi"));
      Tolerances.assertRelative(
          number(row.get("L_GD/L_GF")),
          DiscreteStepCorrection.factor(k, xi),
          Tolerances.STEP_FACTOR,
          "k=" + k + " xi=" + xi);
    }
  }

  /** ∫ (1−λ)^{2k} dλ^ξ = Γ(1+ξ) Γ(2k+1)/Γ(2k+1+ξ), for ξ = 1: 1/(2k+1). */
  @Test
  void exponentOneIsElementary() {
    for (double k : new double[] {0.5, 3, 19.5, 20.5, 1e3, 1e9}) {
      double expected = 2 * k / (2 * k + 1);
      double actual = DiscreteStepCorrection.factor(k, 1);
      Tolerances.assertRelative(expected, actual, Tolerances.STEP_FACTOR, "k=" + k);
    }
  }

  @Test
  void noStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> DiscreteStepCorrection.factor(0, 0.5));
  }
}
