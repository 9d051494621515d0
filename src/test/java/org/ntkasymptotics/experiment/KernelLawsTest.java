package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_LAW;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_LAW_DRIFT;
import static org.ntkasymptotics.reference.Tolerances.SAMPLE_SUMS_DRIFT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.data.Target;

/**
 * Samples of 1000 points against their prediction, all three laws: every entry of the tables in
 * src/site/markdown/validation.md that is marked as good to 10 %, in d = 1 and 2, some in d = 3.
 */
class KernelLawsTest {
  private static final int SAMPLES = 1000;

  @ParameterizedTest
  @CsvSource({
    "relu-ntk, ball1 ball2 gp2",
    "deep-relu-ntk:hidden=3, ball1 gp1 ball2 gp2",
    "deep-relu-ntk:hidden=8, ball1 ball2 gp2",
    "power-ntk:q=0.75, ball2 gp2 ball3 gp3",
    "power-ntk:q=1.5, ball1 ball2 gp2",
    "power-ntk:q=2.0, ball1 ball2 gp2",
    "relu-covariance, ball1 gp1 ball2 gp2",
    "power-covariance:q=0.75, ball1 gp1 ball2 gp2",
    "deep-relu-covariance:hidden=3, ball1 gp1 ball2 gp2",
    "laplace:length=1.0, ball1 ball2 ball3",
    "matern:smoothness=0.25, ball2 ball3",
    "matern:smoothness=1.0, ball1 ball2 ball3",
    "'matern:smoothness=1.5,length=1.0', ball1 gp1 ball2",
    "distance:alpha=0.5, ball2",
    "distance:alpha=1.0, ball1 ball2"
  })
  void samplesFollowTheirPredictions(String spec, String good) {
    List<String> entries = List.of(good.split(" "));
    for (int d = 1; d <= 3; d++) {
      boolean ball = entries.contains("ball" + d);
      boolean process = entries.contains("gp" + d);
      if (d < 3 || ball) {
        List<Target> targets = new ArrayList<>(List.of(LawRatios.ball(d)));
        if (process) {
          targets.add(LawRatios.process(spec));
        }
        List<LawRatios> ratios = LawRatios.of(spec, d, targets, SAMPLES);
        String what = spec + " d=" + d;
        assertClose(what + ", eigenvalues", ratios.get(0).eigenvalues(), SAMPLE_LAW_DRIFT);
        for (int k = ball ? 0 : 1; k < ratios.size(); k++) {
          assertClose(what + (k == 0 ? ", ball" : ", gp"), ratios.get(k));
        }
      }
    }
  }

  private static void assertClose(String what, LawRatios ratios) {
    assertClose(what + ", partial sums", ratios.partialSums().orElseThrow(), SAMPLE_SUMS_DRIFT);
    assertClose(what + ", loss", ratios.loss().orElseThrow(), SAMPLE_LAW_DRIFT);
  }

  private static void assertClose(String what, LawRatios.Ratio ratio, double drift) {
    assertEquals(0, ratio.level(), SAMPLE_LAW, what + ", constant");
    assertEquals(0, ratio.slope(), drift, what + ", exponent");
  }

  /** Where theory gives no prediction, the measurement is far from the formula's. */
  @Test
  void outermostPointsHoldWhatTheLawLeavesOut() {
    List<Target> process = List.of(LawRatios.process("laplace:length=1.0"));
    assertTrue(LawRatios.of("laplace:length=1.0", 1, process, 500).get(0).loss().isEmpty());
    LawRatios ratios = LawRatios.of("laplace:length=1.0", 3, process, 500).get(0);
    assertTrue(Math.exp(ratios.loss().orElseThrow().level()) > 3, ratios.toString());
  }
}
