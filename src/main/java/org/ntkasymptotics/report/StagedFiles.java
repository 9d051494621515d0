package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.WholeFile;

/** Files of a staging directory: to disk, away, and what went wrong in words. */
final class StagedFiles {
  private StagedFiles() {}

  /**
   * Whether the directory holds finished pieces other than the experiment; also while another
   * process writes in it or gives it its final name.
   */
  static boolean holdsResults(Path staging) {
    if (!Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    ResultSearch search = new ResultSearch();
    try {
      Files.walkFileTree(staging, search);
      return search.found;
    } catch (IOException e) {
      throw failure("cannot read " + staging, e);
    }
  }

  /** Stops at the first finished piece; what vanishes on the way was never there. */
  private static final class ResultSearch extends SimpleFileVisitor<Path> {
    private boolean found;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      found =
          attributes.isRegularFile()
              && !name.startsWith(".")
              && !name.equals(RunDirectory.EXPERIMENT);
      return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return unlessVanished(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
      return failure == null ? FileVisitResult.CONTINUE : unlessVanished(failure);
    }

    private static FileVisitResult unlessVanished(IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  /** Removes a tree without following links; nothing if it is not there. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes what an interruption left half-written. */
  static void removeUnfinished(Path staging) throws IOException {
    List<Path> unfinished;
    try (Stream<Path> files = Files.walk(staging)) {
      unfinished =
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> file.getFileName().toString().startsWith("."))
              .toList();
    }
    for (Path file : unfinished) {
      Files.delete(file);
    }
  }

  /** Brings the entries of all directories under the root to disk. */
  static void forceDirectories(Path root) throws IOException {
    List<Path> directories;
    try (Stream<Path> files = Files.walk(root)) {
      directories =
          files.filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    for (Path directory : directories) {
      WholeFile.force(directory);
    }
  }

  /** The one-line exception for a failed file operation. */
  static RunDirectoryException failure(String what, Exception cause) {
    String why = FileFailure.why(cause);
    String wayOut = why.equals("permission denied") ? "; choose a directory you may write to" : "";
    return new RunDirectoryException(what + ": " + why + wayOut, cause);
  }
}
