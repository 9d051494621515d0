package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.DeepReluNtk;

/**
 * Figure 3b of Velikanov and Yarotsky: loss and eigenvalues of ReLU networks of several depths on
 * the same points. The paper's L of this figure counts hidden layers, as here.
 *
 * @param depths numbers of hidden layers
 * @param samples M
 * @param dataSets independent data sets
 * @param neurons N of every hidden layer of the trained networks
 * @param finalTime t at which training ends
 */
record FigureThreeB(List<Integer> depths, int samples, int dataSets, int neurons, double finalTime)
    implements Figure {
  private static final int DIMENSION = 2;
  private static final double RADIUS = 1;
  private static final double SIGMA_W = Math.sqrt(2);
  private static final double SIGMA_B = 1;

  static FigureThreeB of(FigureConfig.Scale scale) {
    List<Integer> depths = List.of(1, 2, 3, 4);
    return switch (scale) {
      case QUICK -> new FigureThreeB(depths, 2500, 4, 256, 20);
      case PAPER -> new FigureThreeB(depths, 10_000, 3, 3000, 1000);
    };
  }

  @Override
  public String title() {
    return "Figure 3b: loss and eigenvalues for several depths";
  }

  @Override
  public int largestSample() {
    return samples;
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    Dataset data = stage.points(DIMENSION, samples);
    List<CaseStudy> cases = new ArrayList<>();
    for (int hidden : depths) {
      cases.addAll(
          stage.measure(
              new DeepReluNtk(hidden, SIGMA_W, SIGMA_B),
              data,
              List.of(new BallTarget(RADIUS)),
              dataSets,
              FigureStage.training(neurons, finalTime),
              hidden + (hidden == 1 ? " hidden layer" : " hidden layers")));
    }
    return cases;
  }

  @Override
  public String setting() {
    return String.format(
        Locale.ROOT,
        "M = %d points from %s in d = %d, %d independent data sets; kernels deep-relu-ntk of %s"
            + " hidden layers with σ_w² = 2, σ_b = %s; target the ball of radius %s;"
            + " networks of N = %d neurons a layer trained to t = %s. The exponents are the same for every depth; the paper"
            + " stops there, the constants are from the angular integral over all layers'"
            + " singularities.",
        samples,
        FigureStage.mixtureInWords(),
        DIMENSION,
        dataSets,
        FigureStage.listed(depths),
        SIGMA_B,
        RADIUS,
        neurons,
        finalTime);
  }
}
