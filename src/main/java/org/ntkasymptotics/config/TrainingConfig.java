package org.ntkasymptotics.config;

import org.ntkasymptotics.network.DescentPlan;

/**
 * A finite network and how to train it.
 *
 * @param enabled whether to train at all
 * @param width N ≥ 1 hidden neurons
 * @param plan of the descent
 */
public record TrainingConfig(boolean enabled, int width, DescentPlan plan) {

  static final int DEFAULT_WIDTH = 1000;
  static final long DEFAULT_STEPS = 10_000;

  /** Checks N. */
  public TrainingConfig {
    if (width < 1) {
      throw new IllegalArgumentException("width (N) must be at least 1, is " + width);
    }
  }
}
