package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.ReluNtk;

/**
 * Figure 1 of Velikanov and Yarotsky: losses, eigenvalues and partial sums for d = 2 and 4, with a
 * Gaussian process and the indicator of a ball as targets; points from a mixture of eight
 * Gaussians.
 *
 * @param samples M
 * @param dataSets independent data sets
 * @param neurons N
 * @param finalTime t at which training ends
 */
record FigureOne(int samples, int dataSets, int neurons, double finalTime) implements Figure {
  private static final double SIGMA = 1;

  /** Radius of the ball by dimension: about half of the points lie in it. */
  private static final Map<Integer, Double> RADIUS = Map.of(2, 1.0, 4, 2.0);

  static FigureOne of(FigureConfig.Scale scale) {
    return switch (scale) {
      case QUICK -> new FigureOne(2500, 5, 6000, 2500);
      case PAPER -> new FigureOne(10_000, 5, 3000, 10_000);
    };
  }

  @Override
  public String title() {
    return "Figure 1: loss, eigenvalues and partial sums";
  }

  @Override
  public int largestSample() {
    return samples;
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    TrainingConfig training = FigureStage.training(neurons, finalTime);
    List<CaseStudy> cases = new ArrayList<>();
    for (int d : List.of(2, 4)) {
      List<Target> targets =
          List.of(new BallTarget(RADIUS.get(d)), new NetworkGpTarget(SIGMA, SIGMA));
      cases.addAll(
          stage.measure(
              new ReluNtk(SIGMA, SIGMA),
              stage.points(d, samples),
              targets,
              dataSets,
              training,
              "d = " + d));
    }
    return cases;
  }

  @Override
  public String setting() {
    return String.format(
        Locale.ROOT,
        "M = %d points from %s, %d independent data sets; kernel relu-ntk with σ_w = σ_b = %s; a"
            + " ball of radius %s in d = 2 and %s in d = 4; networks of N = %d neurons trained to"
            + " t = %s.",
        samples,
        FigureStage.mixtureInWords(),
        dataSets,
        SIGMA,
        RADIUS.get(2),
        RADIUS.get(4),
        neurons,
        finalTime);
  }
}
