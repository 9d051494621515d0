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
import java.util.function.Function;
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

  /** The piece of a run that has its results but could go on: what is left, in words. */
  public static final String UNFINISHED = "unfinished.txt";

  private static final Pattern PIECE =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

  private final RunPlace place;
  private final RunLock lock;
  private boolean finished;

  private RunDirectory(RunPlace place, RunLock lock) {
    this.place = place;
    this.lock = lock;
  }

  /**
   * Starts a run.
   *
   * @param given the final name; its parents are created
   * @param experiment the resolved experiment as YAML, kept as {@link #EXPERIMENT}
   * @throws IllegalArgumentException if the place is taken, or staged results already lie there
   * @throws RunDirectoryException if it cannot be written or another process holds it
   */
  public static RunDirectory start(Path given, String experiment) {
    RunPlace place = RunPlace.of(given);
    place.requireFree(given);
    return holding(
        place,
        lock -> {
          place.requireFree(given);
          if (StagedFiles.holdsResults(place.staging())) {
            throw new IllegalArgumentException(
                place.staging()
                    + " holds an interrupted run: go on with --resume "
                    + given
                    + ", or delete it");
          }
          return staged(place, lock, experiment);
        });
  }

  /** Holds a place for a run, which keeps it; lets go of it if there is none. */
  private static <T> T holding(RunPlace place, Function<RunLock, T> run) {
    RunLock lock = RunLock.take(place.staging());
    try {
      return run.apply(lock);
    } catch (RuntimeException e) {
      lock.release();
      throw e;
    }
  }

  private static RunDirectory staged(RunPlace place, RunLock lock, String experiment) {
    Path staging = place.staging();
    try {
      StagedFiles.delete(staging);
      Files.createDirectory(staging);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot create " + staging, e);
    }
    RunDirectory run = new RunDirectory(place, lock);
    run.writeText(EXPERIMENT, experiment);
    return run;
  }

  /**
   * Goes on with the run that was interrupted at a place, or starts it.
   *
   * @param given the final name; its parents are created
   * @param experiment the resolved experiment as YAML
   * @param same whether a staged experiment is the one meant
   * @return empty if the run is finished
   * @throws IllegalArgumentException if the place is taken, or another experiment's results are
   *     staged there
   * @throws RunBusyException if another process is working on it
   */
  public static Optional<RunDirectory> startOrResume(
      Path given, String experiment, Predicate<String> same) {
    RunPlace place = RunPlace.of(given);
    Path staging = place.staging();
    return holding(
        place,
        lock -> {
          if (Files.isRegularFile(place.target().resolve(EXPERIMENT))) {
            lock.release();
            return Optional.empty();
          }
          place.requireFree(given);
          if (!StagedFiles.holdsResults(staging)) {
            return Optional.of(staged(place, lock, experiment));
          }
          RunDirectory run = new RunDirectory(place, lock);
          if (!run.has(EXPERIMENT) || !same.test(run.readText(EXPERIMENT))) {
            throw new IllegalArgumentException(
                staging
                    + " holds an interrupted run of another experiment: delete it to start again");
          }
          return Optional.of(run);
        });
  }

  /**
   * The experiment of an interrupted run, or of one that is {@link #UNFINISHED}.
   *
   * @param directory the final name or the staging directory
   * @throws IllegalArgumentException if nothing was interrupted there
   */
  public static Path experiment(Path directory) {
    return RunPlace.ofEither(directory).resumable().resolve(EXPERIMENT);
  }

  /**
   * Reads such an experiment.
   *
   * @throws RunDirectoryException if it cannot be read
   */
  public static String text(Path file) {
    try {
      return PlainFile.text(file, FinishedRun.LARGEST_TEXT);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot read " + file, e);
    }
  }

  /**
   * Goes on with an interrupted run, or with one that is {@link #UNFINISHED}: its results are
   * staged again until they are replaced.
   *
   * @param directory the final name or the staging directory
   * @throws IllegalArgumentException if nothing was interrupted there
   * @throws RunDirectoryException if another process holds it
   */
  public static RunDirectory resume(Path directory) {
    RunPlace place = RunPlace.ofEither(directory);
    // Before the lock, which makes directories.
    place.resumable();
    return holding(
        place,
        lock -> {
          if (place.resumable().equals(place.target())) {
            move(place.target(), place.staging());
          }
          place.requireFree(place.target());
          return new RunDirectory(place, lock);
        });
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot move " + from + " to " + to, e);
    }
  }

  /** The final name. */
  public Path place() {
    return place.target();
  }

  /** Where the files lie now: staged until {@link #finish}, then the final place. */
  public Path files() {
    return finished ? place.target() : place.staging();
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
    return text(path(name));
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
    Path target = place.target();
    Path staging = place.staging();
    place.requireFree(target);
    try {
      StagedFiles.removeUnfinished(staging);
      StagedFiles.forceDirectories(staging);
      if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(target);
      }
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
      WholeFile.force(target.getParent());
    } catch (IOException e) {
      throw StagedFiles.failure("cannot move " + staging + " to " + target, e);
    }
    finished = true;
    lock.release();
  }

  /** Removes what was staged. */
  public void discard() {
    if (!finished) {
      try {
        StagedFiles.delete(place.staging());
      } catch (IOException e) {
        throw StagedFiles.failure("cannot delete " + place.staging(), e);
      } finally {
        lock.release();
      }
    }
  }

  /** Whether more than the experiment itself was staged, so that resuming saves work. */
  public boolean worthResuming() {
    return !finished && StagedFiles.holdsResults(place.staging());
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
}
