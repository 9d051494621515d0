package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.FitConfig;
import org.ntkasymptotics.config.MatrixFreeConfig;
import org.ntkasymptotics.config.TrainedNetwork;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.network.CheckpointFile;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.PrintedConstants;

/**
 * Measures the cases of one data distribution under one kernel, one case a target: spectra of all
 * data sets, then for every target the laws, perhaps a trained network, and the comparison.
 *
 * @param backend where
 * @param context of the run
 * @param clock for the stages
 * @param kernel Θ
 * @param targets one case each; empty: one case of eigenvalues only
 * @param dataSets number of independent data sets wanted
 * @param training of a network for every target, if enabled
 * @param keptTimes t at which the network in training is kept
 * @param fitting how laws are fitted
 * @param seeds root of all streams
 * @param label in front of the targets' names, such as "d = 2"; may be empty
 * @param matrixFree whether spectra are estimated from products
 * @param unaided indices over which laws are fitted without asking theory; empty: theory is asked
 */
record CaseMeasurement(
    Backend backend,
    RunContext context,
    StageClock clock,
    NtkKernel kernel,
    List<Target> targets,
    int dataSets,
    TrainingConfig training,
    List<Double> keptTimes,
    CaseStudy.Fitting fitting,
    Seeds seeds,
    String label,
    MatrixFreeConfig matrixFree,
    Optional<FitWindow> unaided) {
  /** System property for where a run is likely to be stopped within seconds. */
  private static final String CHECKPOINT_SECONDS = "ntk.checkpoint-seconds";

  private static final double SECONDS_BETWEEN_CHECKPOINTS = 5;

  /** What a description of one experiment asks for. */
  static CaseMeasurement of(
      ExperimentConfig config, Backend backend, RunContext context, StageClock clock) {
    return new CaseMeasurement(
        backend,
        context,
        clock,
        config.kernel(),
        config.targets(),
        config.spectrum().dataSets(),
        config.training(),
        List.of(),
        fitting(config.fit(), config.spectrum().timesPerDecade()),
        config.seeds(),
        "",
        config.spectrum().matrixFree(),
        Optional.empty());
  }

  /** How a configuration says to fit. */
  static CaseStudy.Fitting fitting(FitConfig fit, int timesPerDecade) {
    return new CaseStudy.Fitting(
        fit.indexRules(), fit.lossRules(), fit.indexWindow(), fit.timeWindow(), timesPerDecade);
  }

  /** Spectra, laws, training and comparison. */
  List<CaseStudy> withSpectra(Dataset data) {
    if (!matrixFree.enabled()) {
      backend.memoryPlan("modes", kernel, data.samples()).orRefuse();
    }
    SpectralStudy study =
        clock.time(
            "spectra",
            () ->
                SpectralStudy.of(
                    backend,
                    kernel,
                    data,
                    targets,
                    dataSets,
                    seeds,
                    places(data.samples()),
                    !matrixFree.enabled() || matrixFree.halves(),
                    context.progress()));
    List<CaseStudy> cases = new ArrayList<>();
    CaseStudy.Fitting own =
        unaided.map(w -> fitting.over(w, study.first().eigenvalues())).orElse(fitting);
    if (targets.isEmpty()) {
      Optional<Laws> laws = laws(data, Optional.empty());
      cases.add(
          CaseStudy.of(
              name(Optional.empty()),
              label,
              study,
              Optional.empty(),
              laws,
              halfLaws(study, data, Optional.empty()),
              printed(data, Optional.empty(), laws),
              Optional.empty(),
              own));
    }
    for (int k = 0; k < targets.size(); k++) {
      Optional<Target> target = Optional.of(targets.get(k));
      Optional<Laws> laws = laws(data, target);
      Optional<Laws> lawsOfHalf = halfLaws(study, data, target);
      Optional<TrainingRun> run =
          training.enabled()
              ? Optional.of(train(data, study.first().residuals().get(k), k))
              : Optional.empty();
      PrintedConstants printed = printed(data, target, laws);
      int index = k;
      cases.add(
          clock.time(
              "fits",
              () ->
                  CaseStudy.of(
                      name(target),
                      label,
                      study,
                      Optional.of(index),
                      laws,
                      lawsOfHalf,
                      printed,
                      run,
                      own)));
    }
    return cases;
  }

  /** All machines share a product; a matrix belongs to one of them. */
  private List<MeasuringPlace> places(int samples) {
    String folder = folder("spectra");
    context.directory().remove(RunDirectory.UNFINISHED);
    if (matrixFree.enabled()) {
      MeasuredSample.Measurement products =
          new KrylovMeasurement(
              backend,
              kernel,
              matrixFree,
              seeds,
              context.directory(),
              folder,
              context.progress(),
              new TimeBudget(matrixFree, samples, KrylovPlan.wholes(dataSets, matrixFree)));
      return List.of(new MeasuringPlace(backend.info().device(), products));
    }
    StagedSamples staged =
        new StagedSamples(
            context.directory(),
            folder,
            backend.info().precision(),
            kernel,
            context.progress()::note);
    return backend.parts().stream()
        .map(part -> new MeasuringPlace(part.info().device(), staged.dense(part)))
        .toList();
  }

  /** Laws, training and comparison; no spectrum, so any M that the network can be trained on. */
  List<CaseStudy> withoutSpectra(Dataset data) {
    List<CaseStudy> cases = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      double[] residual =
          SpectralStudy.residuals(targets.subList(k, k + 1), data, seeds, backend).get(0);
      Optional<Laws> laws = laws(data, Optional.of(targets.get(k)));
      TrainingRun run = train(data, residual, k);
      cases.add(
          CaseStudy.ofTraining(
              name(Optional.of(targets.get(k))),
              data.samples(),
              laws,
              printed(data, Optional.of(targets.get(k)), laws),
              run,
              fitting));
    }
    return cases;
  }

  private TrainingRun train(Dataset data, double[] residual, int target) {
    FiniteNetwork initial =
        kernel instanceof EmpiricalNtk empirical
            ? empirical.network()
            : TrainedNetwork.require(kernel)
                .shape(training.parametrisation(), data.dimension(), training.width())
                .draw(seeds.stream("network/" + target));
    KeptNetworks staged = kept(target, keptTimes);
    return clock.time(
        "training",
        () ->
            backend.descent(
                initial, data.points(), residual, training.plan(), staged, context.progress()));
  }

  /** The networks kept in the training for a target. */
  KeptNetworks kept(int target, List<Double> times) {
    CheckpointFile file =
        new CheckpointFile(
            context.directory().pathFor(folder("training-" + target) + CheckpointFile.SUFFIX),
            secondsBetweenCheckpoints(),
            context.progress()::note);
    String pieces = label.isEmpty() ? "" : CaseNames.slug(label) + "/";
    return new KeptNetworks(file, context.directory(), pieces, times);
  }

  private static double secondsBetweenCheckpoints() {
    String given = System.getProperty(CHECKPOINT_SECONDS);
    try {
      return given == null ? SECONDS_BETWEEN_CHECKPOINTS : Double.parseDouble(given);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D" + CHECKPOINT_SECONDS + ": expected a number of seconds, got '" + given + "'", e);
    }
  }

  /** Where theory has nothing to say, without biases for one, a run is a measurement only. */
  private Optional<Laws> laws(Dataset data, Optional<Target> target) {
    if (unaided.isPresent()
        || !Laws.areKnown(kernel, data)
        || !hasBiases(kernel)
        || target.flatMap(CaseMeasurement::covariance).filter(k -> !hasBiases(k)).isPresent()) {
      return Optional.empty();
    }
    context.progress().report("theory", 0, "");
    return Optional.of(
        clock.time(
            "theory",
            () ->
                target.isPresent()
                    ? Laws.of(kernel, data, target.get(), seeds)
                    : Laws.of(kernel, data, seeds)));
  }

  /** Whether the theory can have laws of a kernel: that of a network needs σ_b &gt; 0. */
  static boolean hasBiases(NtkKernel kernel) {
    return !(kernel instanceof AngleKernel angular) || angular.sigmaB() > 0;
  }

  /** The covariance of a target that is a Gaussian process. */
  static Optional<AngleKernel> covariance(Target target) {
    if (target instanceof NetworkGpTarget gp) {
      return Optional.of(gp.covariance());
    }
    return target instanceof CovarianceGpTarget exact
        ? Optional.of(exact.covariance())
        : Optional.empty();
  }

  private PrintedConstants printed(Dataset data, Optional<Target> target, Optional<Laws> laws) {
    return laws.map(l -> PrintedConstants.of(kernel, data, target, l, seeds))
        .orElse(PrintedConstants.NONE);
  }

  private Optional<Laws> halfLaws(SpectralStudy study, Dataset data, Optional<Target> target) {
    return study.halves().isEmpty() ? Optional.empty() : laws(data.part(0, 2), target);
  }

  private String folder(String what) {
    return label.isEmpty() ? what : CaseNames.slug(label) + "/" + what;
  }

  private String name(Optional<Target> target) {
    String goal = target.map(CaseNames::of).orElse("");
    return label.isEmpty() || goal.isEmpty() ? label + goal : label + ", " + goal;
  }

  /** Removes what only resuming needed. */
  void tidy() {
    for (int k = 0; k < targets.size(); k++) {
      kept(k, List.of()).tidy();
    }
  }
}
