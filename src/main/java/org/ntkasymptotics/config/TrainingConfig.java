package org.ntkasymptotics.config;

import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.Parametrisation;

/**
 * A finite network and how to train it. Depth and activation are those of the kernel: {@link
 * TrainedNetwork}.
 *
 * @param enabled whether to train at all
 * @param parametrisation of the network
 * @param width N ≥ 1 neurons in every hidden layer
 * @param plan of the descent
 */
public record TrainingConfig(
    boolean enabled, Parametrisation parametrisation, int width, DescentPlan plan) {

  static final int DEFAULT_WIDTH = 1000;
  static final long DEFAULT_STEPS = 10_000;

  /** Checks N. */
  public TrainingConfig {
    if (width < 1) {
      throw new IllegalArgumentException("width (N) must be at least 1, is " + width);
    }
  }
}
