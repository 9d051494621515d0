package org.ntkasymptotics.experiment;

import org.ntkasymptotics.config.ExperimentConfig;

/** A path from a description to a report. */
@FunctionalInterface
public interface Experiment {

  /** Runs it; the results are in the run directory under its final name when this returns. */
  Outcome run(ExperimentConfig config, RunContext context);

  /** The experiment that a description asks for. */
  static Experiment of(ExperimentConfig config) {
    return switch (config.kind()) {
      case SPECTRUM -> new SpectrumExperiment();
      case TRAIN -> new TrainingExperiment();
      case LAWS -> new LawsExperiment();
      case FIT -> new FitExperiment();
      case FIGURE -> new FigureExperiment(Figure.of(config.figure().orElseThrow()));
    };
  }
}
