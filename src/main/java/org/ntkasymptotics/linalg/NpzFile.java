package org.ntkasymptotics.linalg;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.ntkasymptotics.host.Excerpt;
import org.ntkasymptotics.host.PlainFile;

/**
 * NumPy's .npz files: named arrays, a ZIP archive of .npy files. What {@link NpyFile} reads and
 * writes is read and written here; archives may be compressed, those written are not.
 */
public final class NpzFile implements Closeable {
  private static final String SUFFIX = ".npy";

  /** The first date that a ZIP archive can tell. */
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Deflate makes at most 1032 bytes of one. */
  private static final long LARGEST_EXPANSION = 1032;

  private final ZipOutputStream zip;
  private final WritableByteChannel channel;

  private NpzFile(ZipOutputStream zip) {
    this.zip = zip;
    this.channel = Channels.newChannel(zip);
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /** Begins a file, to which arrays are added one after the other; whole when closed. */
  public static NpzFile create(Path path) throws IOException {
    return new NpzFile(
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)));
  }

  /** Adds a vector, shape (n,). */
  public void add(String name, double... vector) throws IOException {
    begin(name);
    NpyFile.write(channel, vector);
    zip.closeEntry();
  }

  /** Adds a matrix, shape (rows, columns). */
  public void add(String name, RowMatrix matrix) throws IOException {
    begin(name);
    NpyFile.write(channel, matrix);
    zip.closeEntry();
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    // The same arrays make the same bytes, whenever they are written.
    entry.setTimeLocal(EARLIEST);
    zip.putNextEntry(entry);
  }

  /**
   * All arrays by name, in the order of the archive; one with a single dimension is one column.
   *
   * @throws InvalidDataException if the file cannot be used
   */
  public static Map<String, RowMatrix> read(Path path) {
    Map<String, RowMatrix> arrays = new LinkedHashMap<>();
    try (ZipFile archive = open(path)) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        String file = entry.getName();
        if (!file.endsWith(SUFFIX)) {
          throw new InvalidDataException(
              path + ": must hold .npy arrays only, holds '" + Excerpt.of(file) + "'");
        }
        try (var in = Channels.newChannel(archive.getInputStream(entry))) {
          String name = file.substring(0, file.length() - SUFFIX.length());
          requireFilled(path, entry);
          arrays.put(name, NpyFile.read(path + ", array " + Excerpt.of(name), in, entry.getSize()));
        }
      }
    } catch (ZipException e) {
      throw new InvalidDataException(path + ": not a .npz file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw ArrayFile.unreadable(path, e);
    }
    return arrays;
  }

  /** An entry cannot hold more than its share of the file, unpacked, can give. */
  private static void requireFilled(Path path, ZipEntry entry) throws IOException {
    long packed = Math.min(entry.getCompressedSize(), Files.size(path));
    if (entry.getSize() > LARGEST_EXPANSION * (packed + 1)) {
      throw new InvalidDataException(
          (path
                  + ": the archive claims "
                  + entry.getSize()
                  + " bytes of '"
                  + Excerpt.of(entry.getName()))
              + ("', its " + packed + " packed bytes cannot hold so many"));
    }
  }

  private static ZipFile open(Path path) throws IOException {
    PlainFile.require(path);
    return new ZipFile(path.toFile());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
