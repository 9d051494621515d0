package org.ntkasymptotics.network;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as bytes: parametrisation (0 NTK, 1 mean field), σ_w, σ_b, q, d, number of hidden
 * layers, their widths, then the parameters in the order of {@link FiniteNetwork#parameters}; all
 * big-endian.
 */
final class NetworkFormat {
  private static final List<Parametrisation> PARAMETRISATIONS =
      List.of(Parametrisation.NTK, Parametrisation.MEAN_FIELD);

  private NetworkFormat() {}

  /** Bytes that {@link #write} takes. */
  static long size(NetworkShape shape) {
    return headerSize(shape.hidden()) + shape.parameters() * Double.BYTES;
  }

  private static int headerSize(int hidden) {
    return (3 + hidden) * Integer.BYTES + 3 * Double.BYTES;
  }

  /** The shape alone. */
  static byte[] header(NetworkShape shape) {
    ByteBuffer out = ByteBuffer.allocate(headerSize(shape.hidden()));
    out.putInt(PARAMETRISATIONS.indexOf(shape.parametrisation()));
    out.putDouble(shape.sigmaW())
        .putDouble(shape.sigmaB())
        .putDouble(shape.activation().exponent());
    out.putInt(shape.inputs()).putInt(shape.hidden());
    shape.widths().forEach(out::putInt);
    return out.array();
  }

  static void write(FiniteNetwork network, ByteBuffer out) {
    out.put(header(network.shape()));
    double[] parameters = network.parameters();
    out.asDoubleBuffer().put(parameters);
    out.position(out.position() + parameters.length * Double.BYTES);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} if that is no
   *     network
   */
  static FiniteNetwork read(ByteBuffer in) {
    int number = in.getInt();
    if (number < 0 || number >= PARAMETRISATIONS.size()) {
      throw new IllegalArgumentException("there is no parametrisation of number " + number);
    }
    Parametrisation parametrisation = PARAMETRISATIONS.get(number);
    double sigmaW = in.getDouble();
    double sigmaB = in.getDouble();
    Activation activation = new Activation(in.getDouble());
    int inputs = in.getInt();
    int hidden = in.getInt();
    List<Integer> widths = new ArrayList<>();
    for (int l = 0; l < hidden; l++) {
      int width = in.getInt();
      if (width > in.remaining() / Double.BYTES) {
        throw new BufferUnderflowException();
      }
      widths.add(width);
    }
    NetworkShape shape =
        new NetworkShape(parametrisation, sigmaW, sigmaB, activation, inputs, widths);
    if (shape.parameters() > in.remaining() / Double.BYTES) {
      throw new BufferUnderflowException();
    }
    double[] parameters = new double[(int) shape.parameters()];
    in.asDoubleBuffer().get(parameters);
    in.position(in.position() + parameters.length * Double.BYTES);
    return shape.network(parameters);
  }
}
