package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.network.DescentPlan;

/**
 * Figure 1 of Velikanov and Yarotsky: losses, eigenvalues and partial sums for d = 2 and 4, with a
 * Gaussian process and the indicator of a ball as targets; points from a mixture of eight
 * Gaussians.
 */
public final class FigureOne implements Experiment {
  private static final double SIGMA = 1;
  private static final double SPREAD = 1;
  private static final double WIDTH = 0.5;
  private static final int TIMES_PER_DECADE = 30;

  /** Radius of the ball by dimension: about half of the points lie in it. */
  private static final Map<Integer, Double> RADIUS = Map.of(2, 1.0, 4, 2.0);

  /**
   * Sizes of one scale.
   *
   * @param samples M
   * @param dataSets independent data sets
   * @param neurons N
   * @param finalTime t at which training ends
   */
  private record Scale(int samples, int dataSets, int neurons, double finalTime) {
    static Scale of(FigureConfig.Scale scale) {
      return switch (scale) {
        case QUICK -> new Scale(2500, 5, 6000, 2500);
        case PAPER -> new Scale(10_000, 5, 3000, 10_000);
      };
    }
  }

  @Override
  public Outcome run(ExperimentConfig config, RunContext context) {
    Scale scale = Scale.of(config.figure().orElseThrow().scale());
    StageClock clock = new StageClock();
    TrainingConfig training =
        new TrainingConfig(
            true,
            scale.neurons,
            DescentPlan.untilTime(scale.finalTime, DescentPlan.Precision.SINGLE));
    NtkKernel kernel = new ReluNtk(SIGMA, SIGMA);
    try (Backend backend =
        Backends.open(config.backend().choice(), config.backend().threads(), context.progress())) {
      backend.memoryPlan("modes", scale.samples).orRefuse();
      List<CaseStudy> cases = new ArrayList<>();
      for (int d : List.of(2, 4)) {
        GaussianMixture mixture =
            new GaussianMixture(d, GaussianMixture.DEFAULT_CLUSTERS, SPREAD, WIDTH);
        Dataset data = mixture.draw(scale.samples, config.seeds());
        List<Target> targets =
            List.of(new BallTarget(RADIUS.get(d)), new NetworkGpTarget(SIGMA, SIGMA));
        CaseMeasurement measurement =
            new CaseMeasurement(
                backend,
                context,
                clock,
                kernel,
                targets,
                scale.dataSets,
                training,
                CaseMeasurement.fitting(config.fit(), TIMES_PER_DECADE),
                config.seeds(),
                "d = " + d);
        cases.addAll(measurement.withSpectra(data));
        measurement.tidy();
      }
      return StudyReport.finish(
          config,
          context,
          clock,
          backend.info(),
          "Figure 1: loss, eigenvalues and partial sums",
          cases,
          Optional.of(describe(scale)));
    }
  }

  private static String describe(Scale scale) {
    return String.format(
        Locale.ROOT,
        "M = %d points from a mixture of %d Gaussians (centres drawn with standard deviation %s,"
            + " width %s), %d independent data sets; kernel relu-ntk with σ_w = σ_b = %s; a ball of"
            + " radius %s in d = 2 and %s in d = 4; networks of N = %d neurons trained to t = %s.",
        scale.samples,
        GaussianMixture.DEFAULT_CLUSTERS,
        SPREAD,
        WIDTH,
        scale.dataSets,
        SIGMA,
        RADIUS.get(2),
        RADIUS.get(4),
        scale.neurons,
        scale.finalTime);
  }
}
