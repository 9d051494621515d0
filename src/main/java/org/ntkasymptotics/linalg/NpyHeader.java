package org.ntkasymptotics.linalg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ntkasymptotics.host.Excerpt;
import org.ntkasymptotics.host.JavaHeap;

/**
 * What the beginning of a .npy file says; checked against the length of the file before anybody
 * allocates what it asks for.
 *
 * @param type f8, f4, i8 … u1 or b1
 * @param byteOrder of the values
 * @param fortranOrder whether the first index runs fastest
 * @param rows of the array
 * @param columns of the array; 1 if it has one dimension
 */
record NpyHeader(String type, ByteOrder byteOrder, boolean fortranOrder, int rows, int columns) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final Set<String> TYPES =
      Set.of("f8", "f4", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "b1");
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*(?:'descr'\\s*:\\s*'([^']*)'"
              + "|'fortran_order'\\s*:\\s*(True|False)"
              + "|'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\))\\s*(,|(?=\\}))");

  /** Bytes of a value. */
  int itemBytes() {
    return type.charAt(1) - '0';
  }

  /**
   * Reads the header and leaves the channel at the first value.
   *
   * @param name what the array is called in messages
   * @param bytes how many header and values take together
   */
  static NpyHeader read(String name, ReadableByteChannel in, long bytes) throws IOException {
    ByteBuffer start = take(name, in, MAGIC.length + 2);
    for (byte b : MAGIC) {
      if (start.get() != b) {
        throw new InvalidDataException(
            name + ": not a .npy file, it does not begin with \\x93NUMPY");
      }
    }
    int version = start.get();
    if (version < 1 || version > 3 || start.get() != 0) {
      throw new InvalidDataException(name + ": .npy version must be 1.0, 2.0 or 3.0");
    }
    int sizeBytes = version == 1 ? 2 : 4;
    ByteBuffer size = take(name, in, sizeBytes);
    long length = version == 1 ? size.getShort() & 0xffff : size.getInt() & 0xffffffffL;
    if (length > LONGEST) {
      throw new InvalidDataException(
          name + ": the .npy header must not exceed " + LONGEST + " bytes, claims " + length);
    }
    byte[] text = take(name, in, (int) length).array();
    NpyHeader header = parse(name, new String(text, StandardCharsets.UTF_8));
    header.checkLength(name, bytes - MAGIC.length - 2 - sizeBytes - length);
    return header;
  }

  private static ByteBuffer take(String name, ReadableByteChannel in, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new InvalidDataException(name + ": the file ends inside the .npy header");
      }
    }
    return buffer.flip();
  }

  private static NpyHeader parse(String name, String text) {
    String dict = text.strip();
    String[] found = new String[3];
    Matcher entry = ENTRY.matcher(dict);
    int at = 1;
    while (dict.startsWith("{")
        && at <= dict.length()
        && entry.region(at, dict.length()).lookingAt()) {
      for (int k = 0; k < 3; k++) {
        if (entry.group(k + 1) != null && found[k] == null) {
          found[k] = entry.group(k + 1);
        }
      }
      at = entry.end();
    }
    boolean whole = dict.substring(Math.min(at, dict.length())).strip().equals("}");
    if (!whole || found[0] == null || found[1] == null || found[2] == null) {
      throw new InvalidDataException(
          name
              + ": the .npy header must give descr, fortran_order and shape of a plain array, is "
              + Excerpt.of(dict));
    }
    int[] shape = shape(name, found[2]);
    return new NpyHeader(
        type(name, found[0]),
        found[0].startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        found[1].equals("True"),
        shape[0],
        shape[1]);
  }

  private static String type(String name, String descr) {
    String type = descr.isEmpty() ? "" : descr.substring(1);
    if (!TYPES.contains(type)
        || (descr.charAt(0) == '|' ? type.charAt(1) != '1' : "<>".indexOf(descr.charAt(0)) < 0)) {
      throw new InvalidDataException(
          name + ": values must be float64, float32, integers or bool, are " + Excerpt.of(descr));
    }
    return type;
  }

  private static int[] shape(String name, String text) {
    String[] sizes = text.replaceAll("[\\sL]", "").split(",", -1);
    int dimensions = sizes[sizes.length - 1].isEmpty() ? sizes.length - 1 : sizes.length;
    if (dimensions < 1 || dimensions > 2) {
      throw new InvalidDataException(
          name + ": the array must have one or two dimensions, has shape (" + text + ")");
    }
    try {
      int rows = Integer.parseInt(sizes[0]);
      int columns = dimensions == 1 ? 1 : Integer.parseInt(sizes[1]);
      if (rows == 0 || columns == 0) {
        throw new InvalidDataException(name + ": the array is empty, has shape (" + text + ")");
      }
      RowMatrix.requireSize(rows, columns);
      return new int[] {rows, columns};
    } catch (InvalidDataException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          name + ": the array must have fewer than 2^31 values, has shape (" + text + ")", e);
    }
  }

  private void checkLength(String name, long bytesLeft) {
    long needed = (long) rows * columns * itemBytes();
    if (bytesLeft != needed) {
      throw new InvalidDataException(
          (name + ": " + rows + " x " + columns + " values of type " + type + " need " + needed)
              + (" bytes after the header, the file has " + bytesLeft));
    }
    double heap = 8.0 * rows * columns;
    if (!JavaHeap.fits(heap)) {
      throw new InvalidDataException(
          name + ": an array of " + rows + " x " + columns + " " + JavaHeap.shortage(heap));
    }
  }

  /** A version 1 header for float64 values of this shape, padded as NumPy does. */
  static byte[] bytesFor(String shape) {
    String dict = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
    int begin = MAGIC.length + 4;
    int total = (begin + dict.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    int length = total - begin;
    ByteArrayOutputStream out = new ByteArrayOutputStream(total);
    out.writeBytes(MAGIC);
    out.writeBytes(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
    out.writeBytes(dict.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(" ".repeat(length - dict.length() - 1).getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
    return out.toByteArray();
  }
}
