package org.ntkasymptotics.experiment;

import java.util.Optional;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.TrainingState;
import org.ntkasymptotics.report.RunDirectory;

/**
 * The state of a training run, kept in the run directory while it goes.
 *
 * @param directory of the run
 * @param name of the piece
 */
record StagedTraining(RunDirectory directory, String name) implements Checkpoints {
  private static final double SECONDS = 5;

  @Override
  public Optional<TrainingState> latest() {
    return directory.has(name)
        ? Optional.of(TrainingState.fromBytes(directory.readBytes(name)))
        : Optional.empty();
  }

  @Override
  public double secondsBetween() {
    return SECONDS;
  }

  @Override
  public void save(TrainingState state) {
    directory.writeBytes(name, state.toBytes());
  }
}
