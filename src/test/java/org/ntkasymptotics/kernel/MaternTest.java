package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.ReferenceTable.number;
import static org.ntkasymptotics.reference.Tolerances.BESSEL;
import static org.ntkasymptotics.reference.Tolerances.POWER_PROFILE;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Map;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.ReferenceTable;
import org.ntkasymptotics.special.BesselK;

class MaternTest {

  @Test
  void agreesWithFortyDigits() {
    for (Map<String, String> row : ReferenceTable.load("matern.csv")) {
      double nu = number(row, "smoothness");
      double z = number(row, "z");
      assertWithin(number(row, "k"), new MaternProfile(nu).at(z), POWER_PROFILE, row.toString());
      if (z > 1e-3) {
        double k = Math.pow(2, 1 - nu) / Gamma.gamma(nu) * Math.pow(z, nu);
        double found = k * Math.exp(-z) * BesselK.scaled(nu, z);
        assertRelative(number(row, "k"), found, BESSEL, row.toString());
      }
    }
  }

  @Test
  void halfIsLaplace() {
    for (double distance : new double[] {0, 1e-9, 0.1, 0.7, 3, 40}) {
      double laplace = new Laplace(1.5).ofDistance(distance);
      assertWithin(laplace, new Matern(0.5, 1.5).ofDistance(distance), POWER_PROFILE, "half");
    }
  }

  @Test
  void farApartIsZero() {
    for (double nu : new double[] {0.3, 1.5, 9.5, 10}) {
      for (double distance : new double[] {1e4, 1e40, Double.POSITIVE_INFINITY}) {
        assertEquals(0, new Matern(nu, 1).ofDistance(distance));
      }
    }
  }

  @Test
  void coincidingPointsGiveOne() {
    for (double nu : new double[] {0.05, 0.5, 1, 3.3}) {
      assertEquals(1, new Matern(nu, 1).ofDistance(0), POWER_PROFILE);
    }
    assertThrows(IllegalArgumentException.class, () -> new Matern(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Matern(11, 1));
    assertThrows(IllegalArgumentException.class, () -> new Matern(1, 0));
  }
}
