package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.TrainedNetwork;
import org.ntkasymptotics.data.Dataset;

/** A finite network trained by full-batch gradient descent, beside the law of its loss. */
public final class TrainingExperiment implements Experiment {

  @Override
  public Outcome run(ExperimentConfig config, RunContext context) {
    StageClock clock = new StageClock();
    if (config.targets().isEmpty()) {
      throw new IllegalArgumentException(
          "training needs an initial error: give --target ball:radius=1.0, --target gp or"
              + " --residual FILE");
    }
    Dataset data = config.data().draw(config.seeds());
    try (Backend backend = Backends.open(config.backendOptions(), context.progress())) {
      CaseMeasurement measurement = CaseMeasurement.of(config, backend, context, clock);
      List<CaseStudy> cases = measurement.withoutSpectra(data);
      measurement.tidy();
      return new StudyReport(config, context, clock, backend.info())
          .finish("Training of a network: " + network(config), cases);
    }
  }

  private static String network(ExperimentConfig config) {
    return TrainedNetwork.require(config.kernel())
        .inWords(config.training().parametrisation(), config.training().width());
  }
}
