package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.Tolerances.KERNEL_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.reference.ReferenceValues;

class NtkKernelTest {
  private static final List<String> NAMES =
      List.of("relu-ntk", "relu-covariance", "relu-ntk-singular");

  /** √(Θ(x,x) Θ(x′,x′)) of the full kernel: the scale of all three. */
  private static double scale(double[] x, double[] y, double sigmaW, double sigmaB) {
    return sigmaW
        * sigmaW
        * LiftedAngle.norm(x, sigmaW, sigmaB)
        * LiftedAngle.norm(y, sigmaW, sigmaB);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 20, 784})
  void entriesAgreeWithSixtyDigits(int d) {
    for (PointPairs p : PointPairs.hard(d, 100 + d)) {
      ExactKernel exact = new ExactKernel(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      double scale = scale(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      for (String name : NAMES) {
        NtkKernel kernel = NtkKernel.from(name, p.sigmaW(), p.sigmaB());
        double entry = kernel.entry(p.x(), p.y());
        assertWithin(exact.value(kernel), entry, KERNEL_ENTRY * scale, name + ", " + p.words());
        assertEquals(entry, kernel.entry(p.y(), p.x()), KERNEL_ENTRY * scale, "symmetry");
      }
    }
  }

  @Test
  void theReferenceTableIsReproduced() {
    for (JsonNode row : ReferenceValues.load().get("kernel_pairs")) {
      double[] x = ReferenceValues.vector(row.get("x"));
      double[] y = ReferenceValues.vector(row.get("y"));
      double sigmaW = ReferenceValues.number(row.get("sigma_w"));
      double sigmaB = ReferenceValues.number(row.get("sigma_b"));
      double phi = ReferenceValues.number(row.get("phi"));
      // Theory, section 10: the decimal inputs rounded to doubles move phi by about an ulp.
      double allowed = scale(x, y, sigmaW, sigmaB) * KERNEL_ENTRY;
      assertWithin(
          phi, LiftedAngle.between(x, y, sigmaW, sigmaB).phi(), KERNEL_ENTRY, "phi of " + row);
      assertWithin(
          ReferenceValues.number(row.get("Theta")),
          new ReluNtk(sigmaW, sigmaB).entry(x, y),
          allowed,
          "Theta");
      assertWithin(
          ReferenceValues.number(row.get("Sigma")),
          new ReluCovariance(sigmaW, sigmaB).entry(x, y),
          allowed,
          "Sigma");
    }
  }

  @Test
  void valuesOnTheDiagonal() {
    double[] x = {0.3, -1.2};
    double r2 = 2 * (0.3 * 0.3 + 1.2 * 1.2) + 0.25;
    double w = Math.sqrt(2);
    assertEquals(2 * r2, new ReluNtk(w, 0.5).entry(x, x), KERNEL_ENTRY * 2 * r2);
    assertEquals(r2, new ReluCovariance(w, 0.5).entry(x, x), KERNEL_ENTRY * 2 * r2);
    assertEquals(0, new ReluNtkSingular(w, 0.5).entry(x, x), 0);
  }

  @Test
  void badScalesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ReluNtk(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ReluCovariance(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new ReluNtkSingular(Double.NaN, 1));
  }
}
