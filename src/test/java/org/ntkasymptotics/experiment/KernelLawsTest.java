package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_LAW;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_LAW_DRIFT;

import java.util.List;
import org.junit.jupiter.api.Test;
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

/** Samples against their prediction: rows of the tables in src/site/markdown/validation.md. */
class KernelLawsTest {
  private static final Seeds SEEDS = new Seeds(5);
  private static final int SAMPLES = 1000;

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
      double[] measured = eigenvalues(kernel, data);
      assertClose(
          spec + " d=" + d,
          LawRatios.Ratio.of(
              ValidityWindow.firstIndex(d),
              SAMPLES / 3.0,
              n -> measured[(int) n],
              n -> predicted[(int) n]));
    }
  }

  @Test
  void sumsAndLossesFollowTheirPredictions() {
    for (String spec : List.of("relu-ntk", "deep-relu-ntk:hidden=3", "power-ntk:q=1.5")) {
      LawRatios ratios = LawRatios.of(spec, 2, List.of(LawRatios.ball(2)), SAMPLES).get(0);
      assertClose(spec + ", partial sums", ratios.partialSums().orElseThrow());
      assertClose(spec + ", loss", ratios.loss().orElseThrow());
    }
  }

  private static void assertClose(String what, LawRatios.Ratio ratio) {
    assertEquals(0, ratio.level(), SAMPLE_LAW, what + ", constant");
    assertEquals(0, ratio.slope(), SAMPLE_LAW_DRIFT, what + ", exponent");
  }

  private static double[] eigenvalues(NtkKernel kernel, Dataset data) {
    try (Backend backend = Backends.open(BackendChoice.CPU, 2);
        BackendMatrix gram = backend.gram(kernel, data.points())) {
      return backend.modes(gram, RowMatrix.zeros(0, SAMPLES)).values();
    }
  }
}
