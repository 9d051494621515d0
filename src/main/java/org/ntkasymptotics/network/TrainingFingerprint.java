package org.ntkasymptotics.network;

import org.ntkasymptotics.linalg.ArrayDigest;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * What a training run is, in 64 bits: initial network, points, residual, step size rule and
 * precision. How long it trains and how often it records are left out, so that a run can be
 * prolonged.
 */
public final class TrainingFingerprint {
  private TrainingFingerprint() {}

  /** The fingerprint of training {@code initial} on points (M, d) with residual δf, length M. */
  public static long of(
      FiniteNetwork initial, RowMatrix points, double[] residual, DescentPlan plan) {
    return new ArrayDigest()
        .add(NetworkFormat.header(initial.shape()))
        .add(
            points.rows(),
            plan.stepSize(),
            plan.stepSize() > 0 ? 0 : plan.stepFraction(),
            plan.precision() == DescentPlan.Precision.DOUBLE ? 1 : 0)
        .add(initial.parameters())
        .add(points.array())
        .add(residual)
        .toLong();
  }
}
