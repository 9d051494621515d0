package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.PowerNtk;

/**
 * Figure 3a of Velikanov and Yarotsky: loss and eigenvalues of shallow networks with the activation
 * (z)₊^q for several q on the same points.
 *
 * @param powers q
 * @param samples M
 * @param dataSets independent data sets
 * @param neurons N of the trained networks
 * @param finalTime t at which training ends
 */
record FigureThreeA(List<Double> powers, int samples, int dataSets, int neurons, double finalTime)
    implements Figure {
  private static final int DIMENSION = 2;
  private static final double RADIUS = 1;
  private static final double SIGMA = 1;

  static FigureThreeA of(FigureConfig.Scale scale) {
    List<Double> powers = List.of(0.75, 1.0, 1.5, 2.0);
    return switch (scale) {
      case QUICK -> new FigureThreeA(powers, 2500, 4, 2000, 250);
      case PAPER -> new FigureThreeA(powers, 10_000, 3, 3000, 2000);
    };
  }

  @Override
  public String title() {
    return "Figure 3a: loss and eigenvalues for several activations (z)₊^q";
  }

  @Override
  public int largestSample() {
    return samples;
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    Dataset data = stage.points(DIMENSION, samples);
    List<CaseStudy> cases = new ArrayList<>();
    for (double q : powers) {
      cases.addAll(
          stage.measure(
              new PowerNtk(q, SIGMA, SIGMA),
              data,
              List.of(new BallTarget(RADIUS)),
              dataSets,
              FigureStage.training(neurons, finalTime),
              "q = " + q));
    }
    return cases;
  }

  @Override
  public String setting() {
    return String.format(
        Locale.ROOT,
        "M = %d points from %s in d = %d, %d independent data sets; kernels power-ntk of q = %s with"
            + " σ_w = σ_b = %s; target the ball of radius %s; networks of N = %d neurons trained to"
            + " t = %s. Theory: ν = 1 + (2q − 1)/d, ξ = 1/(d + 2q − 1), also at half-integer q.",
        samples,
        FigureStage.mixtureInWords(),
        DIMENSION,
        dataSets,
        FigureStage.listed(powers),
        SIGMA,
        RADIUS,
        neurons,
        finalTime);
  }
}
