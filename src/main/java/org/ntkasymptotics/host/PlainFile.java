package org.ntkasymptotics.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files on a disk, as opposed to what else may lie under a name: a pipe that nobody writes to would
 * be waited for without end, a device may have no end.
 */
public final class PlainFile {
  private PlainFile() {}

  /**
   * Opens a file, or what a link leads to, for reading.
   *
   * @throws FileSystemException if it is not there or no plain file; {@link FileFailure#why} has
   *     the words
   */
  public static InputStream open(Path file) throws IOException {
    require(file);
    return Files.newInputStream(file);
  }

  /**
   * Opens a file as {@link #open} does, as a channel.
   *
   * @throws FileSystemException as {@link #open}
   */
  public static FileChannel channel(Path file) throws IOException {
    require(file);
    return FileChannel.open(file);
  }

  /**
   * Lets only plain files and links to them pass.
   *
   * @return its length in bytes
   */
  public static long require(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    if (found.isDirectory()) {
      throw new FileSystemException(file.toString(), null, "is a directory, a file is needed");
    }
    if (!found.isRegularFile()) {
      throw new FileSystemException(
          file.toString(), null, "is a pipe, socket or device, a file on a disk is needed");
    }
    return found.size();
  }

  /**
   * All bytes of a file.
   *
   * @param most that are taken; what claims more is refused unread
   */
  public static byte[] bytes(Path file, long most) throws IOException {
    long size = require(file);
    long limit = Math.min(most, Integer.MAX_VALUE - 8);
    if (size <= limit) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes((int) limit);
        if (bytes.length < limit || in.read() < 0) {
          return bytes;
        }
        size = limit + 1;
      }
    }
    throw new FileSystemException(
        file.toString(), null, "has " + size + " bytes, expected are at most " + limit);
  }

  /**
   * The text of a file in UTF-8.
   *
   * @param most bytes that are taken; what claims more is refused unread
   * @throws CharacterCodingException if it is not UTF-8
   */
  public static String text(Path file, long most) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file, most));
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }
}
