package org.ntkasymptotics.linalg;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ntkasymptotics.host.PlainFile;

/**
 * NumPy's .npy files of one array with one or two dimensions.
 *
 * <p>Read: versions 1 to 3; float64, float32, signed and unsigned integers, bool; both byte orders;
 * C and Fortran order; finite values, integers up to 2⁵³. Written: version 1, little-endian
 * float64, C order. Source: NumPy's description of the format, numpy.lib.format.
 */
public final class NpyFile {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final long LARGEST_EXACT = 1L << 53;

  private NpyFile() {}

  /**
   * The array as rows; one with a single dimension is one column.
   *
   * @throws InvalidDataException if the file cannot be used
   */
  public static RowMatrix read(Path path) {
    try (FileChannel in = PlainFile.channel(path)) {
      return read(path.toString(), in, in.size());
    } catch (IOException e) {
      throw ArrayFile.unreadable(path, e);
    }
  }

  /**
   * The array in the next bytes of a channel.
   *
   * @param name what the bytes are called in messages
   * @param bytes how many they are
   */
  static RowMatrix read(String name, ReadableByteChannel in, long bytes) throws IOException {
    NpyHeader header = NpyHeader.read(name, in, bytes);
    int rows = header.rows();
    int columns = header.columns();
    double[] values = new double[rows * columns];
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(header.byteOrder()).flip();
    for (int k = 0; k < values.length; k++) {
      fill(in, buffer, header.itemBytes());
      int i = header.fortranOrder() ? k % rows : k / columns;
      int j = header.fortranOrder() ? k / rows : k % columns;
      values[i * columns + j] = value(name, header, buffer, i, j);
    }
    return new RowMatrix(rows, columns, values);
  }

  /** Columns of the array, from the header alone. */
  static int columns(Path path) {
    try (FileChannel in = PlainFile.channel(path)) {
      return NpyHeader.read(path.toString(), in, in.size()).columns();
    } catch (IOException e) {
      throw ArrayFile.unreadable(path, e);
    }
  }

  private static void fill(ReadableByteChannel in, ByteBuffer buffer, int bytes)
      throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    buffer.compact();
    while (buffer.position() < bytes) {
      if (in.read(buffer) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    buffer.flip();
  }

  private static double value(String name, NpyHeader header, ByteBuffer buffer, int i, int j) {
    double value =
        switch (header.type()) {
          case "f8" -> buffer.getDouble();
          case "f4" -> buffer.getFloat();
          case "i8", "u8" -> exact(name, buffer.getLong(), i, j);
          case "i4" -> buffer.getInt();
          case "u4" -> Integer.toUnsignedLong(buffer.getInt());
          case "i2" -> buffer.getShort();
          case "u2" -> Short.toUnsignedInt(buffer.getShort());
          case "i1" -> buffer.get();
          default -> Byte.toUnsignedInt(buffer.get());
        };
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new InvalidDataException(place(name, i, j) + "values must be finite, met " + value);
    }
    return value;
  }

  /**
   * An integer as a double; above 2⁵³, and for unsigned ones with the top bit set, it cannot be.
   */
  private static double exact(String name, long value, int i, int j) {
    if (Math.abs(value) > LARGEST_EXACT || value == Long.MIN_VALUE) {
      throw new InvalidDataException(
          place(name, i, j) + "integers must not exceed 2^53, met one that does; save float64");
    }
    return value;
  }

  private static String place(String name, int i, int j) {
    return name + ": row " + (i + 1) + ", column " + (j + 1) + ": ";
  }

  /** Writes a vector, shape (n,). */
  public static void write(Path path, double[] vector) throws IOException {
    try (FileChannel out = create(path)) {
      write(out, vector);
    }
  }

  /** Writes a matrix, shape (rows, columns). */
  public static void write(Path path, RowMatrix matrix) throws IOException {
    try (FileChannel out = create(path)) {
      write(out, matrix);
    }
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  static void write(WritableByteChannel out, double[] vector) throws IOException {
    write(out, NpyHeader.bytesFor("(" + vector.length + ",)"), vector);
  }

  static void write(WritableByteChannel out, RowMatrix matrix) throws IOException {
    String shape = "(" + matrix.rows() + ", " + matrix.columns() + ")";
    write(out, NpyHeader.bytesFor(shape), matrix.array());
  }

  private static void write(WritableByteChannel out, byte[] header, double[] values)
      throws IOException {
    writeFully(out, ByteBuffer.wrap(header));
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < values.length; k++) {
      buffer.putDouble(values[k]);
      if (!buffer.hasRemaining() || k == values.length - 1) {
        writeFully(out, buffer.flip());
        buffer.clear();
      }
    }
  }

  private static void writeFully(WritableByteChannel out, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }
}
