package org.ntkasymptotics.network;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * What a training run is, in 64 bits: initial network, points, residual, step size rule and
 * precision. How long it trains and how often it records are left out, so that a run can be
 * prolonged.
 */
public final class TrainingFingerprint {
  private static final int CHUNK = 1 << 13;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES);

  private TrainingFingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The fingerprint of training {@code initial} on points (M, d) with residual δf, length M. */
  public static long of(
      FiniteNetwork initial, RowMatrix points, double[] residual, DescentPlan plan) {
    TrainingFingerprint print = new TrainingFingerprint();
    print.digest.update(NetworkFormat.header(initial.shape()));
    print.add(
        points.rows(),
        plan.stepSize(),
        plan.stepSize() > 0 ? 0 : plan.stepFraction(),
        plan.precision() == DescentPlan.Precision.DOUBLE ? 1 : 0);
    print.add(initial.parameters());
    print.add(points.array());
    print.add(residual);
    return ByteBuffer.wrap(print.digest.digest()).getLong();
  }

  private void add(double... values) {
    for (int from = 0; from < values.length; from += CHUNK) {
      buffer.clear();
      buffer.asDoubleBuffer().put(values, from, Math.min(CHUNK, values.length - from));
      digest.update(buffer.array(), 0, Math.min(CHUNK, values.length - from) * Double.BYTES);
    }
  }
}
