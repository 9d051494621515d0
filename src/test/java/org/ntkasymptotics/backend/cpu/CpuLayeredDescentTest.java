package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.LAYERED_SUMS;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_LOSS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.DescentSession;
import org.ntkasymptotics.backend.DescentTrials;
import org.ntkasymptotics.backend.LayeredDescentContract;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.TrainingRun;

class CpuLayeredDescentTest extends LayeredDescentContract {
  private final DescentTrials trials = new DescentTrials("cpu-layered-descent");

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  /** One hidden layer is trained by the fused passes: they are the reference of the tiles. */
  @ParameterizedTest
  @CsvSource({
    "1,1,9,1",
    "1,127,129,2",
    "1,129,511,3",
    "1,513,512,1",
    "2,300,513,5",
    "1.5,60,40,2",
    "0.75,130,200,2"
  })
  void tilesOfOneLayerTrainLikeTheFusedPasses(double q, int m, int n, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    LayeredNetwork network = trials.layered(q, d, n);
    ParallelRanges two = new ParallelRanges(2);
    Precision exact = Precision.DOUBLE;
    TrainingRun expected = train(new CpuDescent(network, x, exact, two, false), network, x, e);
    TrainingRun run = train(new CpuLayeredDescent(network, x, exact, two, false), network, x, e);
    assertRelative(expected.lambdaMax(), run.lambdaMax(), LANCZOS, "lambda max");
    double[] parameters = expected.network().parameters();
    double[] tiled = run.network().parameters();
    for (int k = 0; k < parameters.length; k++) {
      assertWithin(parameters[k], tiled[k], LAYERED_SUMS, "parameter " + k);
    }
    for (int k = 0; k < run.losses().length; k++) {
      double allowed = LAYERED_SUMS * expected.losses()[0];
      assertWithin(expected.losses()[k], run.losses()[k], allowed, "loss record " + k);
    }
  }

  /** Sizes around vectors of 4, 8 and 16 numbers and around a tile of 128 points. */
  @ParameterizedTest
  @CsvSource({"1,1,3 2", "1,127,17 15", "1,129,16 33 8", "1,300,70 40", "1.5,130,20 31"})
  void vectorsTrainLikePlainLoops(double q, int m, String widths) {
    RowMatrix x = trials.points(m, 3);
    double[] e = trials.residual(m, 1);
    Integer[] all = Arrays.stream(widths.split(" ")).map(Integer::valueOf).toArray(Integer[]::new);
    LayeredNetwork network = trials.layered(q, 3, all);
    ParallelRanges two = new ParallelRanges(2);
    Precision single = Precision.SINGLE;
    boolean vectors = VectorModule.present();
    TrainingRun plain = train(new CpuLayeredDescent(network, x, single, two, false), network, x, e);
    TrainingRun run = train(new CpuLayeredDescent(network, x, single, two, vectors), network, x, e);
    for (int k = 0; k < run.losses().length; k++) {
      double size = Math.sqrt(plain.losses()[k] * plain.losses()[0]);
      assertWithin(plain.losses()[k], run.losses()[k], SINGLE_LOSS * size, "loss record " + k);
    }
  }

  private static TrainingRun train(
      Descent descent, LayeredNetwork network, RowMatrix x, double[] e) {
    try (descent) {
      return new DescentSession(
              network, x, e, DescentTrials.steps(30, 1e-3, Precision.DOUBLE), Checkpoints.NONE)
          .run(descent, Progress.NONE);
    }
  }
}
