package org.ntkasymptotics.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.TrainingState;

/** Keeps every state it is given, as bytes. */
final class KeptStates implements Checkpoints {
  private final List<byte[]> saved = new ArrayList<>();
  private final double secondsBetween;

  KeptStates(double secondsBetween) {
    this.secondsBetween = secondsBetween;
  }

  @Override
  public Optional<TrainingState> latest() {
    return Optional.empty();
  }

  @Override
  public double secondsBetween() {
    return secondsBetween;
  }

  @Override
  public void save(TrainingState state) {
    saved.add(state.toBytes());
  }

  /** Number of states kept. */
  int count() {
    return saved.size();
  }

  /** Starts from a state kept, and keeps none. */
  Checkpoints from(int index) {
    TrainingState start = TrainingState.fromBytes(saved.get(index));
    return new Checkpoints() {
      @Override
      public Optional<TrainingState> latest() {
        return Optional.of(start);
      }

      @Override
      public double secondsBetween() {
        return Double.POSITIVE_INFINITY;
      }

      @Override
      public void save(TrainingState state) {
        throw new AssertionError("nothing is to be saved");
      }
    };
  }
}
