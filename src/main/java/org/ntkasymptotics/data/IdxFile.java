package org.ntkasymptotics.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.JavaHeap;
import org.ntkasymptotics.host.PlainFile;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;

/** IDX files of unsigned bytes, the format of MNIST, compressed by gzip or not. */
public final class IdxFile {
  private static final int UNSIGNED_BYTE = 8;
  private static final int GZIP_MAGIC = 0x1f8b;

  private IdxFile() {}

  /** The raw content: the length in each dimension, and the bytes, last index fastest. */
  private record Content(int[] shape, byte[] bytes) {}

  /**
   * Images as the file has them.
   *
   * @param count number of images
   * @param size pixels of an image
   * @param bytes count × size of them, image by image, each unsigned
   */
  record Pixels(int count, int size, byte[] bytes) {

    /** One pixel, 0 … 255. */
    int at(int image, int pixel) {
      return bytes[image * size + pixel] & 0xff;
    }
  }

  /**
   * Reads all images.
   *
   * @throws InvalidDataException if the file cannot be used
   */
  static Pixels pixels(Path path) {
    Content content = read(path, 3);
    int count = content.shape[0];
    return new Pixels(count, content.bytes.length / count, content.bytes);
  }

  /**
   * Images, one a row, pixels divided by 255 to lie in [0, 1].
   *
   * @return (images, pixels)
   * @throws InvalidDataException if the file cannot be used
   */
  public static RowMatrix images(Path path) {
    Pixels pixels = pixels(path);
    RowMatrix images = RowMatrix.zeros(pixels.count, pixels.size);
    double[] values = images.array();
    for (int k = 0; k < values.length; k++) {
      values[k] = (pixels.bytes[k] & 0xff) / 255.0;
    }
    return images;
  }

  /**
   * The number of pixels of an image, from the header alone.
   *
   * @throws InvalidDataException if there is no such header
   */
  static int imageSize(Path path) {
    return open(path, 3, (in, shape) -> size(path, new int[] {shape[1], shape[2]}));
  }

  /**
   * Labels, one number in 0 … 255 an image.
   *
   * @throws InvalidDataException if the file cannot be used
   */
  public static int[] labels(Path path) {
    byte[] bytes = read(path, 1).bytes;
    int[] labels = new int[bytes.length];
    for (int k = 0; k < labels.length; k++) {
      labels[k] = bytes[k] & 0xff;
    }
    return labels;
  }

  /**
   * Refuses a file that is not as long as its header says; holds nothing of it.
   *
   * @param dimensions 3 for images, 1 for labels
   * @throws InvalidDataException if the file cannot be used
   */
  static void requireWhole(Path path, int dimensions) {
    open(
        path,
        dimensions,
        (in, shape) -> {
          int size = size(path, shape);
          long met = in.skip(size);
          while (met < size && in.read() >= 0) {
            met += 1 + in.skip(size - met - 1);
          }
          requireSize(path, size, met < size || in.read() < 0 ? met : size + 1L);
          return met;
        });
  }

  /**
   * SHA-256 of the uncompressed content, in small hexadecimal digits.
   *
   * @throws InvalidDataException if the file cannot be read
   */
  static String sha256(Path path) {
    try (InputStream file = new BufferedInputStream(PlainFile.open(path));
        DigestInputStream in =
            new DigestInputStream(uncompressed(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException e) {
      throw new InvalidDataException(path + ": " + FileFailure.why(e), e);
    }
  }

  private static Content read(Path path, int dimensions) {
    return open(
        path, dimensions, (in, shape) -> new Content(shape, body(path, in, size(path, shape))));
  }

  /** What follows the header. */
  @FunctionalInterface
  private interface Body<T> {
    T read(InputStream in, int[] shape) throws IOException;
  }

  private static <T> T open(Path path, int dimensions, Body<T> body) {
    try (InputStream file = new BufferedInputStream(PlainFile.open(path));
        DataInputStream in = new DataInputStream(uncompressed(file))) {
      int magic = in.readInt();
      int expected = UNSIGNED_BYTE << 8 | dimensions;
      if (magic != expected) {
        throw new InvalidDataException(
            String.format(
                "%s: an IDX file of bytes with %d dimension(s) begins with 0x%08x, met 0x%08x",
                path, dimensions, expected, magic));
      }
      int[] shape = new int[dimensions];
      for (int k = 0; k < dimensions; k++) {
        shape[k] = in.readInt();
      }
      return body.read(in, shape);
    } catch (EOFException e) {
      throw new InvalidDataException(path + ": the file ends too early", e);
    } catch (ZipException e) {
      throw new InvalidDataException(path + ": broken gzip data: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new InvalidDataException(path + ": " + FileFailure.why(e), e);
    }
  }

  private static InputStream uncompressed(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static int size(Path path, int[] shape) {
    long size = 1;
    for (int length : shape) {
      if (length < 1) {
        throw new InvalidDataException(
            path + ": every dimension must be at least 1, one is " + length);
      }
      size = size > Integer.MAX_VALUE ? size : size * length;
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new InvalidDataException(
          path + ": the header claims " + size + " or more values, at most 2^31 are possible");
    }
    // The bytes, and each as a number.
    if (!JavaHeap.fits(9.0 * size)) {
      throw new InvalidDataException(
          path + ": the header claims " + size + " values, which " + JavaHeap.shortage(9.0 * size));
    }
    return (int) size;
  }

  /** Reads as the data come, so that a header that lies costs nothing. */
  private static byte[] body(Path path, InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    requireSize(path, size, bytes.length < size || in.read() < 0 ? bytes.length : size + 1L);
    return bytes;
  }

  private static void requireSize(Path path, int size, long met) {
    if (met != size) {
      throw new InvalidDataException(
          (path + ": the header claims " + size + " values, the file has ")
              + (met < size ? String.valueOf(met) : "more"));
    }
  }
}
