package org.ntkasymptotics.network;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A training run stopped between two steps: everything needed to go on to the same bits.
 *
 * @param fingerprint of the run it belongs to: {@link TrainingFingerprint}
 * @param step steps done
 * @param stepSize η
 * @param lambdaMax λ_max at initialisation
 * @param network at this step
 * @param target y, length M: the outputs that the network is to learn
 * @param initialLoss L(0)
 * @param recordedSteps steps at which the loss was recorded so far
 * @param losses L at those steps
 */
public record TrainingState(
    long fingerprint,
    long step,
    double stepSize,
    double lambdaMax,
    FiniteNetwork network,
    double[] target,
    double initialLoss,
    long[] recordedSteps,
    double[] losses) {
  private static final long MAGIC = 0x4e544b2d53544154L; // "NTK-STAT"
  private static final int VERSION = 2;

  /**
   * The state as bytes: magic, version, contents and a CRC-32 of all before it.
   *
   * @throws IllegalArgumentException if it is too long for one array
   */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(size());
    out.putLong(MAGIC).putInt(VERSION).putLong(fingerprint).putLong(step);
    out.putDouble(stepSize).putDouble(lambdaMax).putDouble(initialLoss);
    NetworkFormat.write(network, out);
    out.putInt(target.length);
    for (double y : target) {
      out.putDouble(y);
    }
    out.putInt(recordedSteps.length);
    for (int i = 0; i < recordedSteps.length; i++) {
      out.putLong(recordedSteps[i]).putDouble(losses[i]);
    }
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  private int size() {
    long size =
        6L * Long.BYTES
            + 4L * Integer.BYTES
            + NetworkFormat.size(network.shape())
            + (long) target.length * Double.BYTES
            + (long) losses.length * (Long.BYTES + Double.BYTES);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a training state of "
              + network.shape().parameters()
              + " parameters is too long for one file: take a narrower network");
    }
    return (int) size;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a complete, undamaged state
   */
  public static TrainingState fromBytes(byte[] bytes) {
    if (bytes.length < Long.BYTES + 2 * Integer.BYTES) {
      throw new DamagedException("it is too short");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    requireStart(in.getLong());
    int end = bytes.length - Integer.BYTES;
    if (in.getInt(end) != checksum(bytes, end)) {
      throw new DamagedException("its checksum does not match");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          ("the training state has format version " + version + ", this program reads " + VERSION)
              + ": go on with the program that wrote it, or remove it to start anew");
    }
    try {
      in.limit(end);
      TrainingState state = read(in);
      if (in.hasRemaining()) {
        throw new DamagedException("its length does not fit its contents");
      }
      return state;
    } catch (BufferUnderflowException e) {
      throw new DamagedException("it ends too early");
    }
  }

  /**
   * Lets only what begins like a state pass, so that nothing else needs to be read whole.
   *
   * @param first eight bytes, big-endian
   */
  static void requireStart(long first) {
    if (first != MAGIC) {
      throw new DamagedException("it does not start like one");
    }
  }

  /** Bytes that are not a whole state as {@link #toBytes} wrote it. */
  static final class DamagedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    DamagedException(String why) {
      super("this is not a usable training state: " + why);
    }
  }

  private static TrainingState read(ByteBuffer in) {
    long fingerprint = in.getLong();
    long step = in.getLong();
    double stepSize = in.getDouble();
    double lambdaMax = in.getDouble();
    double initialLoss = in.getDouble();
    FiniteNetwork network = NetworkFormat.read(in);
    double[] target = new double[length(in, Double.BYTES)];
    for (int m = 0; m < target.length; m++) {
      target[m] = in.getDouble();
    }
    long[] steps = new long[length(in, Long.BYTES + Double.BYTES)];
    double[] losses = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = in.getLong();
      losses[i] = in.getDouble();
    }
    return new TrainingState(
        fingerprint, step, stepSize, lambdaMax, network, target, initialLoss, steps, losses);
  }

  /** The length of an array whose items take so many bytes, and which lies in what is left. */
  private static int length(ByteBuffer in, int itemBytes) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining() / itemBytes) {
      throw new DamagedException("an array of " + length + " values cannot be in it");
    }
    return length;
  }

  /**
   * Checks that this state belongs to the run with the given fingerprint.
   *
   * @throws IllegalArgumentException if it does not
   */
  public void requireFingerprint(long expected) {
    if (fingerprint != expected) {
      throw new IllegalArgumentException(
          "the saved training state belongs to another network, other points, another residual,"
              + " step size or precision: go on with the same ones, or start anew without it");
    }
  }
}
