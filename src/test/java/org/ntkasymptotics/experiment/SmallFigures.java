package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;

/** Figures that take seconds: with few points and narrow networks. */
public final class SmallFigures {
  private SmallFigures() {}

  /** Figure 3c, small, in place of any figure; else what a description asks for. */
  public static Experiment of(ExperimentConfig config) {
    return config.kind() == ExperimentKind.FIGURE
        ? new FigureExperiment(new FigureThreeC(List.of(0.0, 3.0, 6.0), 160, 60, 2))
        : Experiment.of(config);
  }
}
