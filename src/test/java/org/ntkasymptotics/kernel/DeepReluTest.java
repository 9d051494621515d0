package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.ReferenceValues.number;
import static org.ntkasymptotics.reference.ReferenceValues.vector;
import static org.ntkasymptotics.reference.Tolerances.KERNEL_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;
import static org.ntkasymptotics.reference.Tolerances.deepEntry;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.ReferenceValues;

class DeepReluTest {

  /** Hard pairs, up to 50 hidden layers; see gen_deep_relu.py. */
  @Test
  void theReferenceTableIsReproduced() {
    int rows = 0;
    for (JsonNode row : ReferenceValues.load("deep-relu.json")) {
      int hidden = row.get("hidden").asInt();
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      double[] x = vector(row.get("x"));
      double[] y = vector(row.get("y"));
      String at = row.get("what") + ", hidden = " + hidden + ", w = " + w + ", b = " + b;
      double allowed = deepEntry(hidden);
      assertWithin(
          number(row.get("ntk")),
          new DeepReluNtk(hidden, w, b).entry(x, y),
          allowed * number(row.get("ntk_scale")),
          "NTK, " + at);
      assertWithin(
          number(row.get("covariance")),
          new DeepReluCovariance(hidden, w, b).entry(x, y),
          allowed * number(row.get("covariance_scale")),
          "covariance, " + at);
      rows++;
    }
    assertEquals(385, rows);
  }

  /** The table of the corrected formulas, written without regard to this evaluation. */
  @Test
  void theTableOfTheTheoryIsReproduced() {
    for (JsonNode row : ReferenceValues.load().get("kernel_pairs")) {
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      double[] x = vector(row.get("x"));
      double[] y = vector(row.get("y"));
      for (int hidden = 1; hidden <= 4; hidden++) {
        JsonNode deep = row.get("deep").get(String.valueOf(hidden + 1));
        NtkKernel ntk = new DeepReluNtk(hidden, w, b);
        NtkKernel covariance = new DeepReluCovariance(hidden, w, b);
        double allowed = deepEntry(hidden) * Math.sqrt(ntk.entry(x, x) * ntk.entry(y, y));
        assertWithin(number(deep.get("Theta_L")), ntk.entry(x, y), allowed, "NTK");
        assertWithin(number(deep.get("Sigma_L")), covariance.entry(x, y), allowed, "covariance");
      }
    }
  }

  @Test
  void oneHiddenLayerIsTheShallowNetwork() {
    for (PointPairs p : PointPairs.hard(3, 11)) {
      NtkKernel shallow = new ReluNtk(p.sigmaW(), p.sigmaB());
      double allowed = 2 * KERNEL_ENTRY * KernelExamples.scale(shallow, p.x(), p.y());
      assertWithin(
          shallow.entry(p.x(), p.y()),
          new DeepReluNtk(1, p.sigmaW(), p.sigmaB()).entry(p.x(), p.y()),
          allowed,
          p.words());
      assertWithin(
          new ReluCovariance(p.sigmaW(), p.sigmaB()).entry(p.x(), p.y()),
          new DeepReluCovariance(1, p.sigmaW(), p.sigmaB()).entry(p.x(), p.y()),
          allowed,
          p.words());
    }
  }

  /** σ_w² = 2 and σ_b = 0 keep norms: T grows by 1 a layer, so Θ(x, x) = 2 (hidden + 1) |x|². */
  @Test
  void diagonalOfTheCriticalNetwork() {
    double[] x = {0.6, -0.8};
    double w = Math.sqrt(2);
    for (int hidden : new int[] {1, 2, 7, 50}) {
      double expected = 2.0 * (hidden + 1);
      assertEquals(
          expected,
          new DeepReluNtk(hidden, w, 0).entry(x, x),
          deepEntry(hidden) * expected,
          "hidden = " + hidden);
    }
  }

  @Test
  void badDepthsAreRefused() {
    for (int hidden : new int[] {0, -1, 1001}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new DeepReluNtk(hidden, 1, 1))
              .getMessage();
      assertTrue(message.contains("hidden") && message.contains("1000"), message);
      assertThrows(IllegalArgumentException.class, () -> new DeepReluCovariance(hidden, 1, 1));
    }
    assertThrows(IllegalArgumentException.class, () -> new DeepReluNtk(2, 0, 1));
  }
}
