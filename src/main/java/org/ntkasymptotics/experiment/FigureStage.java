package org.ntkasymptotics.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.Parametrisation;

/**
 * Where the cases of a figure are measured.
 *
 * @param config of the run
 * @param context of the run
 * @param clock for the stages
 * @param backend where
 */
record FigureStage(ExperimentConfig config, RunContext context, StageClock clock, Backend backend) {
  private static final double SPREAD = 1;
  private static final double WIDTH = 0.5;
  private static final int TIMES_PER_DECADE = 30;

  /** What the points of all figures with artificial data come from. */
  static GaussianMixture mixture(int d) {
    return new GaussianMixture(d, GaussianMixture.DEFAULT_CLUSTERS, SPREAD, WIDTH);
  }

  /** The mixture in words. */
  static String mixtureInWords() {
    return String.format(
        Locale.ROOT,
        "a mixture of %d Gaussians (centres drawn with standard deviation %s, width %s)",
        GaussianMixture.DEFAULT_CLUSTERS,
        SPREAD,
        WIDTH);
  }

  /** Numbers with commas and "and". */
  static String listed(List<? extends Number> numbers) {
    String text = String.join(", ", numbers.stream().map(String::valueOf).toList());
    return text.replaceFirst(", (?=[^,]*$)", " and ");
  }

  /** Networks of that width in the NTK parametrisation, trained until t. */
  static TrainingConfig training(int neurons, double finalTime) {
    return new TrainingConfig(
        true,
        Parametrisation.NTK,
        neurons,
        DescentPlan.untilTime(finalTime, DescentPlan.Precision.SINGLE));
  }

  /** Points of the mixture; the same centres for every M. */
  Dataset points(int d, int samples) {
    return mixture(d).draw(samples, config.seeds());
  }

  /**
   * Spectra, laws, training if enabled, and comparison.
   *
   * @param targets one case each; empty: one case of eigenvalues only
   * @param dataSets number of independent data sets wanted
   * @param label in front of the targets' names, unlike all other labels of the figure
   */
  List<CaseStudy> measure(
      NtkKernel kernel,
      Dataset data,
      List<Target> targets,
      int dataSets,
      TrainingConfig training,
      String label) {
    return measure(kernel, data, targets, dataSets, training, label, Optional.empty());
  }

  /**
   * The same without theory, for stored points of unknown density.
   *
   * @param indices over which the laws are fitted
   */
  List<CaseStudy> measureUnaided(
      NtkKernel kernel,
      Dataset data,
      List<Target> targets,
      TrainingConfig training,
      String label,
      FitWindow indices) {
    return measure(kernel, data, targets, 1, training, label, Optional.of(indices));
  }

  private List<CaseStudy> measure(
      NtkKernel kernel,
      Dataset data,
      List<Target> targets,
      int dataSets,
      TrainingConfig training,
      String label,
      Optional<FitWindow> unaided) {
    CaseMeasurement measurement =
        measurement(kernel, targets, dataSets, training, List.of(), label, unaided);
    List<CaseStudy> cases = measurement.withSpectra(data);
    measurement.tidy();
    return cases;
  }

  /**
   * The measurement itself, for figures that go on with what it keeps.
   *
   * @param keptTimes t at which the network in training is kept
   */
  CaseMeasurement measurement(
      NtkKernel kernel,
      List<Target> targets,
      int dataSets,
      TrainingConfig training,
      List<Double> keptTimes,
      String label) {
    return measurement(kernel, targets, dataSets, training, keptTimes, label, Optional.empty());
  }

  private CaseMeasurement measurement(
      NtkKernel kernel,
      List<Target> targets,
      int dataSets,
      TrainingConfig training,
      List<Double> keptTimes,
      String label,
      Optional<FitWindow> unaided) {
    return new CaseMeasurement(
        backend,
        context,
        clock,
        kernel,
        targets,
        dataSets,
        training,
        keptTimes,
        CaseMeasurement.fitting(config.fit(), TIMES_PER_DECADE),
        config.seeds(),
        label,
        config.spectrum().matrixFree(),
        unaided);
  }
}
