package org.ntkasymptotics.network;

import java.util.List;
import java.util.Optional;

/** Where a training run keeps its state while it goes, and where it finds that of a former one. */
public interface Checkpoints {

  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<TrainingState> latest() {
          return Optional.empty();
        }

        @Override
        public double secondsBetween() {
          return Double.POSITIVE_INFINITY;
        }

        @Override
        public void save(TrainingState state) {}
      };

  /** The state to go on from; empty to start anew. */
  Optional<TrainingState> latest();

  /** How long to compute between two calls of {@link #save}. */
  double secondsBetween();

  /** Keeps a state in place of the last one. */
  void save(TrainingState state);

  /** Times t, ascending, at which the network itself is kept besides; t = 0 is the initial one. */
  default List<Double> keptTimes() {
    return List.of();
  }

  /**
   * Keeps the network at one of {@link #keptTimes}; again, if a resumed run comes by.
   *
   * @param time as asked for; the network is that of the first step at or after it
   */
  default void keep(double time, FiniteNetwork network) {}
}
