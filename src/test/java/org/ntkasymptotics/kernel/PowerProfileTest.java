package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.ReferenceTable.number;
import static org.ntkasymptotics.reference.Tolerances.POWER_PROFILE;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.reference.ReferenceTable;
import org.ntkasymptotics.special.RectifiedMoment;

class PowerProfileTest {

  @Test
  void agreesWithFortyDigits() {
    Map<String, PowerProfile> profiles = new HashMap<>();
    Map<String, Double> largest = new HashMap<>();
    for (Map<String, String> row : ReferenceTable.load("power_profiles.csv")) {
      boolean ntk = row.get("kernel").equals("ntk");
      String name = row.get("kernel") + row.get("q");
      double q = number(row, "q");
      PowerProfile profile =
          profiles.computeIfAbsent(
              name, n -> ntk ? PowerProfile.ofNtk(q) : PowerProfile.ofCovariance(q));
      double g = number(row, "g");
      double scale = largest.computeIfAbsent(name, n -> g);
      double found = profile.at(number(row, "s"), row.get("side").equals("obtuse"));
      assertWithin(g, found, POWER_PROFILE * scale, row.toString());
    }
    assertEquals(38, profiles.size());
  }

  /** Between the nodes of the table, against the integral. */
  @ParameterizedTest
  @ValueSource(doubles = {0.52, 0.8, 1.0, 1.499, 1.5, 1.75, 2.0, 4.5, 11.0})
  void agreesWithTheIntegralEverywhere(double q) {
    PowerProfile profile = PowerProfile.ofNtk(q);
    double scale = profile.at(0, false);
    for (double t = 1e-3; t < 1; t += 1e-3) {
      double cos = 1 - 2 * t;
      double g = RectifiedMoment.of(q, t) + q * q * cos * RectifiedMoment.of(q - 1, t);
      // The integral itself carries its rounding in both terms.
      assertWithin(
          g,
          profile.at(Math.min(t, 1 - t), t > 0.5),
          2 * POWER_PROFILE * scale,
          "q=" + q + " t=" + t);
    }
  }

  @Test
  void exponentsWithoutATraceAreRefused() {
    for (double q : new double[] {0.5, 0, -1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new PowerNtk(q, 1, 1)).getMessage();
      assertTrue(message.contains("no trace"), message);
    }
    assertThrows(IllegalArgumentException.class, () -> new PowerCovariance(20.5, 1, 1));
  }

  @Test
  void oneExponentIsOneKernel() {
    assertEquals(new PowerNtk(1.5, 1, 1), new PowerNtk(1.5, 1, 1));
    assertEquals(new PowerNtk(1.5, 1, 1).hashCode(), new PowerNtk(1.5, 1, 1).hashCode());
    assertTrue(!PowerProfile.ofNtk(2).equals(PowerProfile.ofCovariance(2)));
  }
}
