package org.ntkasymptotics.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A small set in MNIST's format: every digit is a bright blob at a place of its own, with noise.
 */
public final class SyntheticDigits {
  private SyntheticDigits() {}

  /** Writes images and labels for training, digits 0 … 9 in turn, images of side × side pixels. */
  public static void write(Path directory, int count, int side) throws IOException {
    write(directory, MnistDigits.Part.TRAIN, count, side, false);
  }

  /** Writes one part, compressed if asked. */
  static void write(Path directory, MnistDigits.Part part, int count, int side, boolean compressed)
      throws IOException {
    ByteBuffer images = header(0x803, count * side * side, count, side, side);
    ByteBuffer labels = header(0x801, count, count);
    Random random = new Random(11);
    for (int i = 0; i < count; i++) {
      int digit = i % 10;
      labels.put((byte) digit);
      int row = digit / 4;
      double x = side * (0.3 + 0.4 * (digit % 4) / 3 + 0.05 * random.nextGaussian());
      double y = side * (0.3 + 0.4 * row / 2.0 + 0.05 * random.nextGaussian());
      for (int j = 0; j < side * side; j++) {
        int line = j / side;
        double distance2 = Math.pow(j % side - x, 2) + Math.pow(line - y, 2);
        double value = 250 * Math.exp(-distance2 / (0.08 * side * side)) + random.nextInt(5);
        images.put((byte) (int) value);
      }
    }
    write(directory.resolve(part.images()), bytes(images), compressed);
    write(directory.resolve(part.labels()), bytes(labels), compressed);
  }

  private static ByteBuffer header(int magic, int bytes, int... shape) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + bytes).putInt(magic);
    for (int length : shape) {
      file.putInt(length);
    }
    return file;
  }

  private static void write(Path path, byte[] bytes, boolean compressed) throws IOException {
    if (!compressed) {
      Files.write(path, bytes);
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    Files.write(path.resolveSibling(path.getFileName() + ".gz"), out.toByteArray());
  }

  private static byte[] bytes(java.nio.ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }
}
