package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;

/**
 * Figure 3c of Velikanov and Yarotsky: the loss of a network trained in the mean-field
 * parametrisation, and the eigenvalues of its own kernel at several times of the training, each
 * beside the law of the weights at that time.
 *
 * @param times t at which the kernel is taken, from 0 on, until the last of which is trained
 * @param samples M
 * @param neurons N
 * @param dataSets independent data sets of each spectrum
 */
record FigureThreeC(List<Double> times, int samples, int neurons, int dataSets) implements Figure {
  private static final int DIMENSION = 2;
  private static final double RADIUS = 1;
  private static final double SIGMA = 1;

  /** λ_max grows tenfold in the training, and η λ_max must stay below 2. */
  private static final double STEP_FRACTION = 0.05;

  static FigureThreeC of(FigureConfig.Scale scale) {
    return switch (scale) {
      case QUICK -> new FigureThreeC(List.of(0.0, 10.0, 100.0), 2000, 8000, 2);
      case PAPER -> new FigureThreeC(List.of(0.0, 10.0, 100.0, 1000.0), 10_000, 10_000, 2);
    };
  }

  @Override
  public String title() {
    return "Figure 3c: loss and eigenvalues of a mean-field network in training";
  }

  @Override
  public int largestSample() {
    return samples;
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    Dataset data = stage.points(DIMENSION, samples);
    List<Target> targets = List.of(new BallTarget(RADIUS));
    CaseMeasurement training =
        stage.measurement(
            new EmpiricalNtk("initial", initial(stage)),
            targets,
            dataSets,
            training(),
            times,
            label(0));
    List<CaseStudy> cases = new ArrayList<>(training.withSpectra(data));
    List<EmpiricalNtk> kernels = training.kept(0, times).kernels();
    for (int k = 1; k < times.size(); k++) {
      cases.addAll(
          stage.measure(
              kernels.get(k), data, List.of(), dataSets, stage.config().training(), label(k)));
    }
    training.tidy();
    return cases;
  }

  private FiniteNetwork initial(FigureStage stage) {
    return NetworkShape.shallow(Parametrisation.MEAN_FIELD, SIGMA, SIGMA, DIMENSION, neurons)
        .draw(stage.config().seeds().stream("network/0"));
  }

  private TrainingConfig training() {
    DescentPlan plan =
        new DescentPlan(
            0,
            STEP_FRACTION,
            0,
            times.get(times.size() - 1),
            DescentPlan.DEFAULT_RECORDS_PER_DECADE,
            DescentPlan.Precision.SINGLE);
    return new TrainingConfig(true, Parametrisation.MEAN_FIELD, neurons, plan);
  }

  private String label(int k) {
    return String.format(Locale.ROOT, "t = %.0f", times.get(k));
  }

  @Override
  public String setting() {
    return String.format(
        Locale.ROOT,
        "M = %d points from %s in d = %d, %d independent data sets; a mean-field network of N = %d"
            + " neurons with σ_w = σ_b = %s, trained on the first data set to t = %.0f; target the"
            + " ball of radius %s. The spectral loss and its law are those of the kernel at the start,"
            + " which mean-field training leaves. Eigenvalues are those of the network's own kernel at"
            + " each time, their laws from its weights then.",
        samples,
        FigureStage.mixtureInWords(),
        DIMENSION,
        dataSets,
        neurons,
        SIGMA,
        times.get(times.size() - 1),
        RADIUS);
  }
}
