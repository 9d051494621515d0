package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.ReferenceValues.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Density;
import org.ntkasymptotics.data.MixtureDensity;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UniformBallDensity;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.reference.ReferenceValues;
import org.ntkasymptotics.reference.Tolerances;
import org.ntkasymptotics.special.GaussLegendre;
import org.ntkasymptotics.special.UnitBall;

/** Λ, ω, C, K against the 20-digit table: exact where quadrature is used, within the error else. */
class LawsReferenceTest {
  private static final JsonNode REFERENCE = ReferenceValues.load();
  private static final Seeds SEEDS = new Seeds(7);

  static Density gaussian(int d) {
    return MixtureDensity.ofEqual(RowMatrix.zeros(1, d), 1);
  }

  static Laws laws(Density density, double w, double b, Target target) {
    RowMatrix points = RowMatrix.zeros(1000, density.dimension());
    return Laws.of(new ReluNtk(w, b), new Dataset(points, Optional.of(density)), target, SEEDS);
  }

  /** Within the quadrature's tolerance, or within {@link Tolerances#SIGMAS} standard errors. */
  static void agree(JsonNode expected, Constant constant, String what) {
    Constant.Known known = (Constant.Known) constant;
    double value = number(expected);
    double allowed =
        Math.max(Tolerances.SIGMAS * known.relativeError(), Tolerances.DENSITY_QUADRATURE);
    assertTrue(known.relativeError() < Tolerances.LARGEST_ERROR_BAR, what + " " + known);
    Tolerances.assertRelative(value, known.number(), allowed, what + " (" + known + ")");
  }

  @Test
  void lambdaOfTheReluKernel() {
    int compared = 0;
    for (JsonNode row : REFERENCE.get("Lambda_q")) {
      if (!row.get("q").asText().equals("1")) {
        continue;
      }
      int d = row.get("d").asInt();
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      BallTarget target = new BallTarget(0.5);
      EigenvalueLaw ball = laws(new UniformBallDensity(d, 1), w, b, target).eigenvalues();
      JsonNode expected = row.get("uniform_unit_ball");
      agree(expected.get("Lambda"), ball.lambda(), "ball d=" + d);
      Tolerances.assertRelative(
          number(expected.get("omega")), ball.omega(), Tolerances.DENSITY_QUADRATURE, "omega " + d);
      assertEquals(number(row.get("nu")), ball.nu(), 2 * Tolerances.EPS);
      EigenvalueLaw gauss = laws(gaussian(d), w, b, target).eigenvalues();
      agree(row.get("standard_gaussian").get("Lambda"), gauss.lambda(), "gauss d=" + d);
      compared++;
    }
    assertEquals(8, compared);
  }

  @Test
  void lambdaOfAMixtureInOneDimension() {
    MixtureDensity mixture =
        new MixtureDensity(
            RowMatrix.of(new double[] {-1}, new double[] {1.5}),
            new double[] {0.3, 0.7},
            new double[] {0.5, 0.8});
    Laws laws = laws(mixture, 1, 1, new BallTarget(1));
    agree(REFERENCE.get("mixture_1d").get("Lambda"), laws.eigenvalues().lambda(), "mixture");
  }

  @Test
  void lossAndPartialSumConstants() {
    for (JsonNode row : REFERENCE.get("loss_constants")) {
      if (row.get("L").asInt() != 2) {
        continue;
      }
      int d = row.get("d").asInt();
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      boolean uniform = row.get("mu").asText().startsWith("uniform");
      Density density = uniform ? new UniformBallDensity(d, 1) : gaussian(d);
      double radius = number(row.get("indicator_centred_ball_radius"));
      String at = " d=" + d + " w=" + w + " " + row.get("mu").asText();
      Laws ball = laws(density, w, b, new BallTarget(radius));
      agree(row.get("C_ind"), ball.loss().orElseThrow().c(), "C_ind" + at);
      agree(row.get("K_ind"), ball.partialSums().orElseThrow().k(), "K_ind" + at);
      Laws process = laws(density, w, b, new CovarianceGpTarget(w, b));
      assertEquals(3.0 / (d + 1), process.loss().orElseThrow().xi(), 2 * Tolerances.EPS);
      if (d == 3 || (uniform && d == 2)) {
        agree(row.get("C_gp"), process.loss().orElseThrow().c(), "C_gp" + at);
        agree(row.get("K_gp"), process.partialSums().orElseThrow().k(), "K_gp" + at);
      } else {
        assertTrue(process.loss().orElseThrow().c() instanceof Constant.Missing, at);
        assertTrue(process.partialSums().orElseThrow().k() instanceof Constant.Missing, at);
      }
    }
  }

  /** The bulk constant that the laws do not print in d = 1 (hard edges) and d = 2 (slow). */
  @Test
  void constantsBehindTheMissingOnes() {
    for (JsonNode row : REFERENCE.get("loss_constants")) {
      int d = row.get("d").asInt();
      int hidden = row.get("L").asInt() - 1;
      double w = number(row.get("sigma_w"));
      double b = number(row.get("sigma_b"));
      SingularExpansion theta = SingularExpansion.deepNtk(hidden, d, w, b);
      SingularExpansion zeta = SingularExpansion.deepCovariance(hidden, d, w, b);
      String at = " d=" + d + " hidden=" + hidden + " w=" + w;
      if (row.has("_gp_note")) {
        double s = LocalEnergy.ofAllSpace(theta, zeta).orElseThrow();
        Tolerances.assertRelative(
            number(row.get("S_gp")), s, Tolerances.DENSITY_QUADRATURE, "plane" + at);
      }
      if (row.get("mu").asText().startsWith("uniform")) {
        DensityNodes nodes = NodePlacement.of(new UniformBallDensity(d, 1), 0, null);
        double mean = nodes.integral(d / (d + 1.0), theta::logGamma).value();
        Tolerances.assertRelative(
            number(row.get("Lambda")),
            Math.pow(mean, 1 + 1.0 / d),
            Tolerances.DENSITY_QUADRATURE,
            "deep Lambda" + at);
        double s =
            nodes
                .integral(1 - 3.0 / (d + 1), r2 -> LocalEnergy.logPerVolume(theta, zeta, r2))
                .value();
        Tolerances.assertRelative(
            number(row.get("S_gp")), s, Tolerances.DENSITY_QUADRATURE, "deep S_gp" + at);
      }
    }
  }

  @Test
  void ballAwayFromTheOrigin() {
    for (JsonNode row : REFERENCE.get("off_centre_ball_2d_gauss")) {
      if (row.get("L").asInt() != 2) {
        continue;
      }
      BallTarget ball = new BallTarget(0.8, List.of(1.0, 0.0));
      Laws laws = laws(gaussian(2), number(row.get("sigma_w")), number(row.get("sigma_b")), ball);
      agree(row.get("C_ind"), laws.loss().orElseThrow().c(), "off-centre");
    }
  }

  /** In d ≥ 4 the surface nodes are random; a centred ball has the closed form. */
  @Test
  void surfaceInFourAndSixDimensions() {
    for (int d : new int[] {4, 6}) {
      double radius = 1.5;
      double xi = 1.0 / (d + 1);
      SingularExpansion theta = SingularExpansion.powerNtk(1, d, 1, 1);
      double logMu = gaussian(d).logDensity(unit(d, radius));
      double log =
          UnitBall.logSurface(d)
              + (d - 1) * Math.log(radius)
              + (1 - xi) * logMu
              - xi * theta.logSymbol(radius * radius, radius);
      double expected = Math.exp(log) / Math.PI * LocalEnergy.lossPerEnergy(xi);
      Constant c = laws(gaussian(d), 1, 1, new BallTarget(radius)).loss().orElseThrow().c();
      double actual = c.value().orElseThrow();
      Tolerances.assertRelative(expected, actual, Tolerances.DENSITY_QUADRATURE, "centred d=" + d);
    }
  }

  /** An off-centre ball in d = 4 with symmetry about the first axis: an integral over one angle. */
  @Test
  void randomSurfaceNodesKnowTheirError() {
    int d = 4;
    double radius = 0.8;
    double xi = 1.0 / (d + 1);
    SingularExpansion theta = SingularExpansion.powerNtk(1, d, 2, 0.5);
    GaussLegendre rule = GaussLegendre.of(200, 0, Math.PI);
    double sum = 0;
    for (int i = 0; i < rule.nodes().length; i++) {
      double cosine = Math.cos(rule.nodes()[i]);
      double norm2 = 1 + 2 * radius * cosine + radius * radius;
      double logMu = gaussian(d).logDensity(unit(d, Math.sqrt(norm2)));
      double log = (1 - xi) * logMu - xi * theta.logSymbol(norm2, cosine + radius);
      double sine = Math.sin(rule.nodes()[i]);
      sum += rule.weights()[i] * 4 * Math.PI * sine * sine * Math.exp(log);
    }
    double expected = Math.pow(radius, 3) * sum / Math.PI * LocalEnergy.lossPerEnergy(xi);
    BallTarget ball = new BallTarget(radius, List.of(1.0, 0.0, 0.0, 0.0));
    Constant.Known c = (Constant.Known) laws(gaussian(d), 2, 0.5, ball).loss().orElseThrow().c();
    double allowed = Tolerances.SIGMAS * c.relativeError();
    assertTrue(c.relativeError() > 0 && c.relativeError() < 0.002, c.toString());
    Tolerances.assertRelative(expected, c.number(), allowed, "off-centre d=4 " + c);
  }

  static double[] unit(int d, double length) {
    double[] x = new double[d];
    x[0] = length;
    return x;
  }
}
