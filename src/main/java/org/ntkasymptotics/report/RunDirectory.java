package org.ntkasymptotics.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ntkasymptotics.host.PlainFile;
import org.ntkasymptotics.host.WholeFile;
import org.ntkasymptotics.linalg.CsvFile;
import org.ntkasymptotics.linalg.NpyFile;

/**
 * The directory of one run. It is staged beside its place as {@code NAME.partial} and takes its
 * final name by one atomic rename, so it appears whole or not at all; what was staged before an
 * interruption stays and can be resumed. One process at a time holds it.
 *
 * <p>Pieces are named by relative paths such as {@code eigenvalues.npy} or {@code
 * gp-d2/eigenvalues.npy}; each appears by a rename of its own. Closing without {@link #finish}
 * leaves the staged pieces; {@link #discard} removes them. Methods that write throw {@link
 * RunDirectoryException} with a one-line message when the disk is full or not writable.
 */
public final class RunDirectory implements AutoCloseable {
  /** The piece every run starts with. */
  public static final String EXPERIMENT = "experiment.yaml";

  private static final String SUFFIX = ".partial";
  private static final Pattern PIECE =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

  private final Path place;
  private final Path staging;
  private final RunLock lock;
  private boolean finished;

  private RunDirectory(Path place, Path staging, RunLock lock) {
    this.place = place;
    this.staging = staging;
    this.lock = lock;
  }

  /**
   * Starts a run.
   *
   * @param place the final name; its parents are created
   * @param experiment the resolved experiment as YAML, kept as {@link #EXPERIMENT}
   * @throws IllegalArgumentException if the place is taken, or staged results already lie there
   * @throws RunDirectoryException if it cannot be written or another process holds it
   */
  public static RunDirectory start(Path place, String experiment) {
    Path target = place.toAbsolutePath().normalize();
    Path staging = stagingOf(target);
    requireFree(target, place);
    RunLock lock = RunLock.take(staging);
    try {
      requireFree(target, place);
      if (StagedFiles.holdsResults(staging)) {
        throw new IllegalArgumentException(
            staging + " holds an interrupted run: go on with --resume " + place + ", or delete it");
      }
      return staged(target, staging, lock, experiment);
    } catch (RuntimeException e) {
      lock.release();
      throw e;
    }
  }

  private static RunDirectory staged(Path target, Path staging, RunLock lock, String experiment) {
    try {
      StagedFiles.delete(staging);
      Files.createDirectory(staging);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot create " + staging, e);
    }
    RunDirectory run = new RunDirectory(target, staging, lock);
    run.writeText(EXPERIMENT, experiment);
    return run;
  }

  /**
   * Goes on with the run that was interrupted at a place, or starts it.
   *
   * @param place the final name; its parents are created
   * @param experiment the resolved experiment as YAML
   * @param same whether a staged experiment is the one meant
   * @return empty if the run is finished
   * @throws IllegalArgumentException if the place is taken, or another experiment's results are
   *     staged there
   * @throws RunBusyException if another process is working on it
   */
  public static Optional<RunDirectory> startOrResume(
      Path place, String experiment, Predicate<String> same) {
    Path target = place.toAbsolutePath().normalize();
    Path staging = stagingOf(target);
    RunLock lock = RunLock.take(staging);
    try {
      if (Files.isRegularFile(target.resolve(EXPERIMENT))) {
        lock.release();
        return Optional.empty();
      }
      requireFree(target, place);
      if (!StagedFiles.holdsResults(staging)) {
        return Optional.of(staged(target, staging, lock, experiment));
      }
      RunDirectory run = new RunDirectory(target, staging, lock);
      if (!run.has(EXPERIMENT) || !same.test(run.readText(EXPERIMENT))) {
        throw new IllegalArgumentException(
            staging + " holds an interrupted run of another experiment: delete it to start again");
      }
      return Optional.of(run);
    } catch (RuntimeException e) {
      lock.release();
      throw e;
    }
  }

  /**
   * Goes on with an interrupted run.
   *
   * @param directory the final name or the staging directory
   * @throws IllegalArgumentException if nothing was interrupted there
   * @throws RunDirectoryException if another process holds it
   */
  public static RunDirectory resume(Path directory) {
    Path given = directory.toAbsolutePath().normalize();
    String name = String.valueOf(given.getFileName());
    boolean isStaging = name.endsWith(SUFFIX);
    Path target =
        isStaging
            ? given.resolveSibling(name.substring(0, name.length() - SUFFIX.length()))
            : given;
    Path staging = stagingOf(target);
    if (!Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
      boolean done = Files.exists(target.resolve(EXPERIMENT));
      throw new IllegalArgumentException(
          done
              ? target + " is finished: nothing to resume; ntk report draws it again"
              : "no interrupted run at " + staging + ": start one with --out " + target);
    }
    requireFree(target, target);
    RunLock lock = RunLock.take(staging);
    RunDirectory run = new RunDirectory(target, staging, lock);
    if (!run.has(EXPERIMENT)) {
      lock.release();
      throw new IllegalArgumentException(
          staging + " has no " + EXPERIMENT + ": it cannot be resumed; delete it and start again");
    }
    return run;
  }

  /** The final name. */
  public Path place() {
    return place;
  }

  /** Where the files lie now: staged until {@link #finish}, then the final place. */
  public Path files() {
    return finished ? place : staging;
  }

  /** Whether a piece is there, whole. */
  public boolean has(String name) {
    return Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes a vector as NPY, little-endian float64. */
  public void writeVector(String name, double[] values) {
    write(name, path -> NpyFile.write(path, values));
  }

  /**
   * Reads a vector written by {@link #writeVector}.
   *
   * @throws IllegalArgumentException if it is missing or damaged
   */
  public double[] readVector(String name) {
    return FinishedRun.readVector(path(name));
  }

  /** Writes columns of equal length under their names as CSV. */
  public void writeTable(String name, List<String> columnNames, double[]... columns) {
    write(name, path -> CsvFile.write(path, columnNames, columns));
  }

  /** Writes text as UTF-8. */
  public void writeText(String name, String text) {
    write(name, path -> Files.writeString(path, text, StandardCharsets.UTF_8));
  }

  /**
   * Reads a text piece.
   *
   * @throws RunDirectoryException if it cannot be read
   */
  public String readText(String name) {
    try {
      return PlainFile.text(path(name), FinishedRun.LARGEST_TEXT);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot read " + path(name), e);
    }
  }

  /** Removes a piece that is no longer needed; nothing if it is not there. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(path(name));
    } catch (IOException e) {
      throw StagedFiles.failure("cannot delete " + path(name), e);
    }
  }

  /**
   * Where a piece belongs, its folder made: for writers that replace their file atomically
   * themselves, again and again.
   */
  public Path pathFor(String name) {
    Path target = path(name);
    try {
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw StagedFiles.failure("cannot create " + target.getParent(), e);
    }
    return target;
  }

  /** Writes bytes. */
  public void writeBytes(String name, byte[] bytes) {
    write(name, path -> Files.write(path, bytes));
  }

  /** Writes a piece by a writer of the caller's; it appears when that is done and on disk. */
  public void write(String name, WholeFile.Content content) {
    Path target = path(name);
    try {
      Files.createDirectories(target.getParent());
      WholeFile.write(target, content);
    } catch (IOException | UncheckedIOException e) {
      throw StagedFiles.failure("cannot write " + target, e);
    }
  }

  /**
   * Gives the run its final name, after everything is on disk.
   *
   * @throws IllegalArgumentException if the place was taken meanwhile
   */
  public void finish() {
    requireFree(place, place);
    try {
      StagedFiles.removeUnfinished(staging);
      StagedFiles.forceDirectories(staging);
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(place);
      }
      Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
      WholeFile.force(place.getParent());
    } catch (IOException e) {
      throw StagedFiles.failure("cannot move " + staging + " to " + place, e);
    }
    finished = true;
    lock.release();
  }

  /** Removes what was staged. */
  public void discard() {
    if (!finished) {
      try {
        StagedFiles.delete(staging);
      } catch (IOException e) {
        throw StagedFiles.failure("cannot delete " + staging, e);
      } finally {
        lock.release();
      }
    }
  }

  /** Whether more than the experiment itself was staged, so that resuming saves work. */
  public boolean worthResuming() {
    return !finished && StagedFiles.holdsResults(staging);
  }

  /** Lets go of the directory; staged pieces stay for {@link #resume}. */
  @Override
  public void close() {
    lock.release();
  }

  private Path path(String name) {
    if (!PIECE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot name a file of a run: use letters, digits, '.', '_', '-' and '/'");
    }
    Path path = files().resolve(name);
    for (Path dir = path.getParent(); !dir.equals(files()); dir = dir.getParent()) {
      if (Files.isSymbolicLink(dir)) {
        throw new RunDirectoryException(dir + " is a symbolic link: remove it and start again");
      }
    }
    return path;
  }

  static Path stagingOf(Path target) {
    if (target.getFileName() == null) {
      throw new IllegalArgumentException(target + " cannot be a run directory: name a new one");
    }
    return target.resolveSibling(target.getFileName() + SUFFIX);
  }

  private static void requireFree(Path target, Path shown) {
    if (Files.isSymbolicLink(target)) {
      throw new IllegalArgumentException(
          shown + " is a symbolic link: give the directory it should stand for, or a new name");
    }
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException(shown + " is a file: choose another name with --out");
    }
    try (var entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new IllegalArgumentException(
            shown + " exists and is not empty: choose another name with --out, or delete it");
      }
    } catch (IOException e) {
      throw StagedFiles.failure("cannot read " + shown, e);
    }
  }
}
