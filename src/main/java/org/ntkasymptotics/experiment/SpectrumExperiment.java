package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.linalg.NpyFile;

/** Points and kernel to eigenvalues, coefficients, partial sums and the loss that they imply. */
public final class SpectrumExperiment implements Experiment {

  @Override
  public Outcome run(ExperimentConfig config, RunContext context) {
    StageClock clock = new StageClock();
    Dataset data = config.data().draw(config.seeds());
    boolean matrixFree = config.spectrum().matrixFree().enabled();
    Progress listener = matrixFree ? new ProductProgress(context.progress()) : context.progress();
    try (Backend backend = Backends.open(config.backendOptions(), listener)) {
      if (matrixFree) {
        KrylovPlan plan = KrylovPlan.of(config, data.samples()).orRefuse();
        KrylovCost cost = KrylovCost.of(plan, backend, config);
        if (!context.directory().worthResuming()) {
          plan.requireRoom(context.directory().files(), cost);
        }
        plan.lines(cost).forEach(listener::note);
      }
      CaseMeasurement measurement =
          CaseMeasurement.of(config, backend, context.with(listener), clock);
      List<CaseStudy> cases = measurement.withSpectra(data);
      if (config.spectrum().vectors()) {
        writeVectors(backend, config, data, context, clock);
      }
      measurement.tidy();
      return new StudyReport(config, context, clock, backend.info()).finish(title(config), cases);
    }
  }

  private static String title(ExperimentConfig config) {
    return "Spectrum of " + config.kernel().spec();
  }

  /** Eigenvectors (M, M), row n that of λₙ. */
  private static void writeVectors(
      Backend backend,
      ExperimentConfig config,
      Dataset data,
      RunContext context,
      StageClock clock) {
    backend.memoryPlan("eigh", config.kernel(), data.samples()).orRefuse();
    clock.time(
        "eigenvectors",
        () -> {
          try (BackendMatrix gram = backend.gram(config.kernel(), data.points());
              Eigensystem eigen = backend.eigh(gram)) {
            context
                .directory()
                .write("eigenvectors.npy", path -> NpyFile.write(path, eigen.vectors()));
          }
          return null;
        });
  }
}
