package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.config.ExperimentConfig;

/** Measures the cases of a figure of Velikanov and Yarotsky and reports them beside theory. */
final class FigureExperiment implements Experiment {
  private final Figure figure;

  FigureExperiment(Figure figure) {
    this.figure = figure;
  }

  @Override
  public Outcome run(ExperimentConfig config, RunContext context) {
    StageClock clock = new StageClock();
    try (Backend backend = Backends.open(config.backendOptions(), context.progress())) {
      backend.memoryPlan("modes", figure.largestSample()).orRefuse();
      List<CaseStudy> cases = figure.measure(new FigureStage(config, context, clock, backend));
      return new StudyReport(config, context, clock, backend.info()).finish(figure, cases);
    }
  }
}
