package org.ntkasymptotics.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/**
 * A training run stopped between two steps: everything needed to go on to the same bits.
 *
 * @param fingerprint of the run it belongs to: {@link TrainingFingerprint}
 * @param step steps done
 * @param stepSize η
 * @param lambdaMax λ_max at initialisation
 * @param parameters in double precision, in the order of the descent that wrote them
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
    double[] parameters,
    double[] target,
    double initialLoss,
    long[] recordedSteps,
    double[] losses) {
  private static final long MAGIC = 0x4e544b2d53544154L; // "NTK-STAT"
  private static final int VERSION = 2;

  /** The state as bytes: magic, version, contents and a CRC-32 of all before it. */
  public byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      out.writeLong(fingerprint);
      out.writeLong(step);
      out.writeDouble(stepSize);
      out.writeDouble(lambdaMax);
      out.writeDouble(initialLoss);
      write(out, parameters);
      write(out, target);
      out.writeInt(recordedSteps.length);
      for (int i = 0; i < recordedSteps.length; i++) {
        out.writeLong(recordedSteps[i]);
        out.writeDouble(losses[i]);
      }
      CRC32 crc = new CRC32();
      crc.update(bytes.toByteArray());
      out.writeInt((int) crc.getValue());
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a complete, undamaged state
   */
  public static TrainingState fromBytes(byte[] bytes) {
    if (bytes.length < Long.BYTES + 2 * Integer.BYTES) {
      throw damaged("it is too short");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (in.readLong() != MAGIC) {
        throw damaged("it does not start like one");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw damaged("it has format version " + version + ", this program reads " + VERSION);
      }
      int stored =
          new DataInputStream(
                  new ByteArrayInputStream(bytes, bytes.length - Integer.BYTES, Integer.BYTES))
              .readInt();
      if (stored != (int) crc.getValue()) {
        throw damaged("its checksum does not match");
      }
      long fingerprint = in.readLong();
      long step = in.readLong();
      double stepSize = in.readDouble();
      double lambdaMax = in.readDouble();
      double initialLoss = in.readDouble();
      double[] parameters = readDoubles(in);
      double[] target = readDoubles(in);
      int records = in.readInt();
      if (in.available() != (long) records * (Long.BYTES + Double.BYTES) + Integer.BYTES) {
        throw damaged("its length does not fit its contents");
      }
      long[] steps = new long[records];
      double[] losses = new double[records];
      for (int i = 0; i < records; i++) {
        steps[i] = in.readLong();
        losses[i] = in.readDouble();
      }
      return new TrainingState(
          fingerprint, step, stepSize, lambdaMax, parameters, target, initialLoss, steps, losses);
    } catch (IOException e) {
      throw damaged("it ends too early");
    }
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

  private static IllegalArgumentException damaged(String why) {
    return new IllegalArgumentException(
        "this is not a usable training state: " + why + "; start the training anew");
  }

  private static void write(DataOutputStream out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * Double.BYTES > in.available()) {
      throw damaged("a vector is longer than the rest of it");
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
