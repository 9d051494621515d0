package org.ntkasymptotics.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * Files that are there whole or not at all, whatever happens meanwhile: written under a name of
 * their own, forced to the disk, renamed, and the renaming forced to the disk too. Several threads,
 * processes and machines may write the same file at once; the last one's stays.
 */
public final class WholeFile {
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  private WholeFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole file at {@code path}, which does not exist yet. */
    void write(Path path) throws IOException;
  }

  /** Writes a file in place of an older one. Its name while it is written begins with a dot. */
  public static void write(Path file, Content content) throws IOException {
    String own = "." + file.getFileName() + "." + UUID.randomUUID() + ".new";
    Path fresh = file.resolveSibling(own);
    // An interrupt closes a FileChannel, and the state of an interrupted run is to be kept.
    boolean interrupted = Thread.interrupted();
    try {
      // What lies there may be a link to somewhere else.
      Files.deleteIfExists(fresh);
      content.write(fresh);
      force(fresh);
      move(fresh, file);
    } finally {
      deleteQuietly(fresh);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Renames a file over another of the same directory, to stay so after a power cut. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(to.toAbsolutePath().getParent());
  }

  /** Brings a file or a directory's entries to disk. */
  public static void force(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    if (directory && WINDOWS) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Removes a file if that is possible; for clean-up after a failure that is already reported. */
  public static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return;
    }
  }
}
