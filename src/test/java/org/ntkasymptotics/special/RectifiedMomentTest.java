package org.ntkasymptotics.special;

import static org.ntkasymptotics.reference.ReferenceTable.number;
import static org.ntkasymptotics.reference.Tolerances.EPS;
import static org.ntkasymptotics.reference.Tolerances.RECTIFIED_MOMENT;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.ReferenceTable;

class RectifiedMomentTest {

  @Test
  void agreesWithFortyDigits() {
    for (Map<String, String> row : ReferenceTable.load("power_profiles.csv")) {
      double s = number(row, "s");
      if (row.get("kernel").equals("covariance") && s > 0 && number(row, "g") > Double.MIN_NORMAL) {
        double q = number(row, "q");
        double g = number(row, "g");
        if (row.get("side").equals("acute")) {
          // 1 − t is rounded before it is raised to q + ½.
          assertRelative(
              g, RectifiedMoment.of(q, s), RECTIFIED_MOMENT + (q + 0.5) * EPS, row.toString());
        } else {
          double found = Math.pow(s, q + 0.5) * RectifiedMoment.nearOpposite(q, s);
          // The exponent q + ½ of the test itself is rounded.
          double rounded = EPS * (q + 0.5) * Math.abs(Math.log(s));
          assertRelative(g, found, RECTIFIED_MOMENT + rounded, row.toString());
        }
      }
    }
  }

  /** Arc-cosine functions in closed form, p = 0, 1, 2 (theory, section 4), and p below 0. */
  @Test
  void wholePowersAreClosedForms() {
    for (double t = 0.01; t < 1; t += 0.07) {
      double phi = 2 * Math.asin(Math.sqrt(t));
      double sin = Math.sin(phi);
      double cos = Math.cos(phi);
      double rest = Math.PI - phi;
      double[] closed = {rest, sin + rest * cos, 3 * sin * cos + rest * (1 + 2 * cos * cos)};
      for (int p = 0; p < 3; p++) {
        double size = Math.max(Math.abs(closed[p]), RECTIFIED_MOMENT);
        // Terms of the closed forms cancel towards φ = π.
        double cancelled = 8 / size;
        assertRelative(
            closed[p] / (2 * Math.PI),
            RectifiedMoment.of(p, t),
            RECTIFIED_MOMENT * (1 + cancelled),
            "p=" + p + " t=" + t);
      }
    }
  }
}
