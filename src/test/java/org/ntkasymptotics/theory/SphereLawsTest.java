package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.ReferenceValues.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.DeepReluCovariance;
import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.DistancePower;
import org.ntkasymptotics.kernel.Laplace;
import org.ntkasymptotics.kernel.Matern;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.reference.ReferenceValues;
import org.ntkasymptotics.reference.Tolerances;

/** The laws on spheres, where the spectrum is known exactly: the sharpest test of the constants. */
class SphereLawsTest {
  private static final Seeds SEEDS = new Seeds(1);

  private static Laws laws(NtkKernel kernel, int m, Target target) {
    Dataset data = new UniformSphere(m + 1, 1).draw(50, SEEDS);
    return Laws.of(kernel, data, target, SEEDS);
  }

  @Test
  void exactEigenvaluesOnTheCircleMatchTheTable() {
    for (JsonNode row : ReferenceValues.load().get("circle_uniform")) {
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      double[] ntk = ExactSphere.of(new ReluNtk(w, b), 1, 40).values();
      double[] covariance = ExactSphere.of(new ReluCovariance(w, b), 1, 40).values();
      for (JsonNode mode : row.get("modes")) {
        int k = mode.get("k").asInt();
        double ofNtk = number(mode.get("ntk"));
        double ofCovariance = number(mode.get("cov"));
        assertEquals(ofNtk, ntk[k], Tolerances.FUNK_HECKE, "ntk " + k);
        assertEquals(ofCovariance, covariance[k], Tolerances.FUNK_HECKE, "cov " + k);
      }
    }
  }

  /**
   * λ of degree l sits at the middle of its multiplet and meets the law to c l^−2 + O(l^−3);
   * extrapolation from l and 2 l removes c, so that no fitted number is needed.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void eigenvaluesExtrapolateToTheirLaw(int m) {
    for (NtkKernel kernel : List.of(new ReluNtk(1, 1), new ReluNtk(1.3, 0.4))) {
      extrapolate(kernel, m, 1 + 1.0 / m, 100);
      if (m < 3) {
        extrapolate(kernel, m, 1 + 1.0 / m, 300);
      }
    }
    extrapolate(new Laplace(0.7), m, 1 + 1.0 / m, 100);
    extrapolate(new DeepReluNtk(3, 1.3, 0.4), m, 1 + 1.0 / m, 100);
    extrapolate(new DeepReluNtk(8, Math.sqrt(2), 0.5), m, 1 + 1.0 / m, 100);
    extrapolate(new Matern(0.75, 0.7), m, 1 + 1.5 / m, 60);
    extrapolate(new Matern(1, 1), m, 1 + 2.0 / m, 40);
    extrapolate(new DistancePower(0.5), m, 1 + 0.5 / m, 60);
    for (double q : new double[] {0.75, 1.25, 1.5}) {
      extrapolate(new PowerNtk(q, 1, 1), m, 1 + (2 * q - 1) / m, q > 1.3 ? 40 : 60);
    }
    // The covariance as the operator's kernel; its values soon drown in rounding.
    extrapolate(new ReluCovariance(1, 1), m, 1 + 3.0 / m, m < 3 ? 50 : 25);
    extrapolate(new DeepReluCovariance(3, 1.4, 0.6), m, 1 + 3.0 / m, m < 3 ? 50 : 25);
  }

  private static void extrapolate(NtkKernel kernel, int m, double nu, int l) {
    EigenvalueLaw law = laws(kernel, m, new BallTarget(1, pole(m))).eigenvalues();
    assertEquals(nu, law.nu(), 2 * Tolerances.EPS);
    assertEquals(1, law.omega(), Tolerances.LOG_SUM);
    ExactSphere exact = ExactSphere.of(kernel, m, 2 * l + 1);
    double far = excess(exact, law, 2 * l);
    double error = (4 * far - excess(exact, law, l)) / 3;
    double rounding = 2 * Tolerances.FUNK_HECKE / exact.values()[2 * l];
    double allowed = Tolerances.SPHERE_NEXT_ORDER / Math.pow(2 * l, 3) + rounding;
    String what = kernel + " m=" + m + " l=" + l + ": error " + error;
    assertTrue(Math.abs(error) < allowed, what + " uses " + Math.abs(error) / allowed);
    assertTrue(allowed < 1e-3, what + " is no sharp test, it allows " + allowed);
  }

  private static double excess(ExactSphere exact, EigenvalueLaw law, int l) {
    double middle = exact.below(l) + exact.multiplicity(l) / 2;
    return exact.values()[l] / law.at(middle - 0.5) - 1;
  }

  /** Energies of the network process are the covariance's eigenvalues: the sums are exact. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void partialSumsAndLossOfANetworkProcess(int m) {
    int degrees = 800;
    Laws laws = laws(new ReluNtk(1, 1), m, new CovarianceGpTarget(1, 1));
    ExactSphere ntk = ExactSphere.of(new ReluNtk(1, 1), m, degrees);
    ExactSphere energy = ExactSphere.of(new ReluCovariance(1, 1), m, degrees);
    PartialSumLaw sums = laws.partialSums().orElseThrow();
    // Beyond the last degree the law itself stands in: its share is 1 of (800/60)^3.
    double tail = sums.at(ntk.below(degrees));
    double t = 3e4;
    double loss = 0;
    for (int l = degrees - 1; l >= 60; l--) {
      tail += energy.multiplicity(l) * energy.values()[l];
    }
    for (int l = 0; l < degrees; l++) {
      loss += energy.multiplicity(l) * energy.values()[l] * Math.exp(-2 * ntk.values()[l] * t) / 2;
    }
    loss += sums.at(ntk.below(degrees)) * Math.exp(-2 * ntk.values()[degrees - 1] * t) / 2;
    Tolerances.assertRelative(
        1, tail / sums.at(ntk.below(60)), Tolerances.SPHERE_SUMS, "sums m=" + m);
    Tolerances.assertRelative(
        1, loss / laws.loss().orElseThrow().at(t), Tolerances.SPHERE_LOSS, "loss m=" + m);
  }

  /** An arc of half width δ has c² = 2 sin²(kδ)/(πk)² a pair of modes. */
  @Test
  void lossOfAnArcOfTheCircle() {
    double delta = 1;
    BallTarget arc = new BallTarget(2 * Math.sin(delta / 2), pole(1));
    Laws laws = laws(new ReluNtk(1, 1), 1, arc);
    int degrees = 1000;
    double[] lambda = ExactSphere.of(new ReluNtk(1, 1), 1, degrees).values();
    for (double t : new double[] {1e3, 1e4, 3e4}) {
      double loss = 0;
      for (int k = 1; k < 100_000; k++) {
        double value =
            k < degrees ? lambda[k] : lambda[degrees - 1] * Math.pow((degrees - 1.0) / k, 2);
        double c = Math.sin(k * delta) / (Math.PI * k);
        loss += c * c * Math.exp(-2 * value * t);
      }
      // The sum over k ≥ 100 000 is 1/(2π² k).
      loss += 1 / (2 * Math.PI * Math.PI * 1e5);
      Tolerances.assertRelative(
          1, loss / laws.loss().orElseThrow().at(t), Tolerances.CIRCLE_LOSS / t, "arc t=" + t);
    }
  }

  private static List<Double> pole(int m) {
    return java.util.stream.IntStream.rangeClosed(0, m).mapToObj(j -> j == 0 ? 1.0 : 0.0).toList();
  }
}
