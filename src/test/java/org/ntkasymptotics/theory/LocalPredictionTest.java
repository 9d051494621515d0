package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.reference.Tolerances;

/** Predictions for M points: uniform density against F, U, R; others against expansions. */
class LocalPredictionTest {
  private static final Seeds SEEDS = new Seeds(3);

  private static Laws onSphere(int m, int samples) {
    Dataset data = new UniformSphere(m + 1, 1).draw(samples, SEEDS);
    return Laws.of(new ReluNtk(1, 1), data, new CovarianceGpTarget(1, 1), SEEDS);
  }

  @Test
  void uniformDensityGivesTheUniversalFunctions() {
    for (int m = 1; m <= 3; m++) {
      int samples = 2000;
      Laws laws = onSphere(m, samples);
      FiniteSampleCorrection f = new FiniteSampleCorrection(1 + 1.0 / m, 3.0 / (m + 1));
      FiniteSamplePrediction prediction = laws.finiteSample().orElseThrow();
      double[] lambda = prediction.eigenvalues();
      double[] sums = prediction.partialSums();
      double tolerance = Tolerances.LOCAL_PREDICTION;
      for (int n : new int[] {0, 1, 10, 100, 500, 1000, 1500}) {
        double share = (n + 0.5) / samples;
        double expected = laws.eigenvalues().at(n) * f.eigenvalueFactor(share);
        Tolerances.assertRelative(expected, lambda[n], tolerance, "lambda m=" + m + " n=" + n);
        if (n > 0) {
          double u = f.partialSumFactor((double) n / samples);
          double sum = laws.partialSums().orElseThrow().at(n) * u;
          Tolerances.assertRelative(sum, sums[n], tolerance, "sum m=" + m + " n=" + n);
        }
      }
      double scale = laws.eigenvalues().lambda().value().orElseThrow() * Math.pow(samples, -f.nu());
      double[] times = {0.001 / scale, 0.03 / scale, 0.5 / scale};
      double[] losses = prediction.losses(times);
      for (int k = 0; k < times.length; k++) {
        double expected =
            laws.loss().orElseThrow().at(times[k]) * f.lossFactor(2 * times[k] * scale);
        Tolerances.assertRelative(expected, losses[k], tolerance, "loss m=" + m + " " + k);
      }
    }
  }

  /** λ̂/λ = 1 + b ω n/M + O((n/M)²) for a Gaussian density in d = 2, 3. */
  @Test
  void firstOrderKnowsHowUnevenTheDensityIs() {
    for (int d = 2; d <= 3; d++) {
      int samples = 100_000;
      RowMatrix points = RowMatrix.zeros(samples, d);
      Dataset data = new Dataset(points, Optional.of(LawsReferenceTest.gaussian(d)));
      Laws laws = Laws.of(new ReluNtk(1, 1), data, new BallTarget(1), SEEDS);
      double[] lambda = laws.finiteSample().orElseThrow().eigenvalues();
      FiniteSampleCorrection f = new FiniteSampleCorrection(1 + 1.0 / d, 1.0 / (d + 1));
      int n = samples / 200;
      double excess = lambda[n] / laws.eigenvalues().at(n) - 1;
      double first = f.slope() * laws.eigenvalues().omega() * (n + 0.5) / samples;
      Tolerances.assertRelative(first, excess, Tolerances.SECOND_ORDER, "slope in d=" + d);
      // 1 + CV², quoted to two digits in theory, section 8, for N(0, I).
      assertEquals(d == 2 ? 1.60 : 1.43, laws.eigenvalues().omega(), 0.01);
    }
  }

  /**
   * One real sample on the sphere in R³: the correction is what brings theory and matrix together.
   */
  @Test
  void realSampleFollowsThePrediction() {
    int samples = 500;
    Dataset data = new UniformSphere(3, 1).draw(samples, SEEDS);
    ReluNtk kernel = new ReluNtk(1, 1);
    double[][] gram = new double[samples][samples];
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = kernel.entry(data.points().row(i), data.points().row(j)) / samples;
        gram[j][i] = gram[i][j];
      }
    }
    double[] measured =
        new EigenDecomposition(MatrixUtils.createRealMatrix(gram)).getRealEigenvalues();
    Laws laws = Laws.of(kernel, data, SEEDS);
    double[] predicted = laws.finiteSample().orElseThrow().eigenvalues();
    // Averages over stretches: multiplets and scatter are not the matter here.
    for (int from : new int[] {50, 100, 150}) {
      double ratio = 0;
      double bare = 0;
      for (int n = from; n < from + 50; n++) {
        ratio += measured[n] / predicted[n] / 50;
        bare += measured[n] / laws.eigenvalues().at(n) / 50;
      }
      double allowed = Tolerances.REAL_SAMPLE + Tolerances.SPHERE_CURVATURE / from;
      Tolerances.assertRelative(1, ratio, allowed, "ratio from n=" + from);
      assertTrue(Math.abs(ratio - 1) < Math.abs(bare - 1) / 2, ratio + " against bare " + bare);
    }
    assertThrows(
        IllegalStateException.class, () -> laws.finiteSample().orElseThrow().partialSums());
  }

  @Test
  void predictionsAreMonotone() {
    Dataset data =
        new Dataset(RowMatrix.zeros(3000, 2), Optional.of(LawsReferenceTest.gaussian(2)));
    Laws laws = Laws.of(new ReluNtk(1, 1), data, new CovarianceGpTarget(1, 1), SEEDS);
    FiniteSamplePrediction prediction = laws.finiteSample().orElseThrow();
    double[] lambda = prediction.eigenvalues();
    double[] sums = prediction.partialSums();
    for (int n = 1; n < lambda.length; n++) {
      assertTrue(lambda[n] < lambda[n - 1] && sums[n] < sums[n - 1] && sums[n] > 0, "at " + n);
    }
  }
}
