package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_LAW;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_LAW_DRIFT;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.ValidityWindow;

/** Eigenvalues of samples against their prediction: rows of the README's table. */
class KernelLawsTest {
  private static final Seeds SEEDS = new Seeds(5);
  private static final int SAMPLES = 1000;
  private static final int PLACES = 20;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "power-ntk:q=0.75",
        "power-ntk:q=1.5",
        "power-ntk:q=2.0",
        "power-covariance:q=0.75",
        "relu-covariance",
        "deep-relu-ntk:hidden=3",
        "deep-relu-ntk:hidden=8",
        "laplace:length=1.0",
        "matern:smoothness=0.25",
        "matern:smoothness=1.0",
        "matern:smoothness=1.5,length=1.0",
        "distance:alpha=1.0",
        "distance:alpha=0.5"
      })
  void eigenvaluesFollowTheirPrediction(String spec) {
    for (int d = 1; d <= 2; d++) {
      Dataset data = new GaussianMixture(d, 8, 1, 0.5).draw(SAMPLES, SEEDS);
      NtkKernel kernel = NtkKernel.from(spec, 1, 1);
      double[] predicted = Laws.of(kernel, data, SEEDS).finiteSample().orElseThrow().eigenvalues();
      compare(spec + " d=" + d, eigenvalues(kernel, data), predicted, d);
    }
  }

  /**
   * The mean of ln(measured/predicted) and its slope in ln n, from the law's first index to M/3.
   */
  private static void compare(String what, double[] measured, double[] predicted, int d) {
    double first = ValidityWindow.firstIndex(d);
    double[] x = new double[PLACES];
    double[] y = new double[PLACES];
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < PLACES; i++) {
      int n = (int) (first * Math.pow(SAMPLES / 3.0 / first, i / (PLACES - 1.0)));
      x[i] = Math.log(n + 0.5);
      y[i] = Math.log(measured[n] / predicted[n]);
      meanX += x[i] / PLACES;
      meanY += y[i] / PLACES;
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < PLACES; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    assertEquals(0, meanY, SAMPLE_LAW, what + ", constant");
    assertEquals(0, xy / xx, SAMPLE_LAW_DRIFT, what + ", exponent");
  }

  private static double[] eigenvalues(NtkKernel kernel, Dataset data) {
    try (Backend backend = Backends.open(BackendChoice.CPU, 2);
        BackendMatrix gram = backend.gram(kernel, data.points())) {
      return backend.modes(gram, RowMatrix.zeros(0, SAMPLES)).values();
    }
  }
}
