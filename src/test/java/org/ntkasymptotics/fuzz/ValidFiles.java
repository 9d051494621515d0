package org.ntkasymptotics.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as other programs write them, byte by byte. */
final class ValidFiles {
  private ValidFiles() {}

  /** A .npy file, version 1, of small values. */
  static byte[] npy(String type, boolean fortran, String shape, int bytes) {
    String dict =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape);
    String header = dict + " ".repeat(117 - dict.length()) + "\n";
    ByteBuffer file = ByteBuffer.allocate(10 + header.length() + bytes);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    for (int k = 0; file.hasRemaining(); k++) {
      file.put((byte) (1 + k % 50));
    }
    return file.array();
  }

  /** An IDX file of zeros. */
  static byte[] idx(int magic, int bytes, int... shape) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + bytes).putInt(magic);
    for (int length : shape) {
      file.putInt(length);
    }
    return file.array();
  }

  /** By gzip. */
  static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A compressed ZIP archive. */
  static byte[] archive(Map<String, byte[]> contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> content : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(content.getKey()));
        zip.write(content.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The same bytes with the CRC-32 of all before them as the last four. */
  static byte[] withChecksum(byte[] bytes) {
    if (bytes.length < Integer.BYTES) {
      return bytes;
    }
    int end = bytes.length - Integer.BYTES;
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, end);
    return ByteBuffer.wrap(bytes.clone()).putInt(end, (int) crc.getValue()).array();
  }
}
