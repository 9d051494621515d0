package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.host.Excerpt;
import org.ntkasymptotics.host.PlainFile;
import org.ntkasymptotics.host.WholeFile;

/**
 * The directory of a sweep: a run directory for each point, under the point's name; {@code
 * sweep.json}, which says which points there are to be; and for every point that failed last time
 * {@code NAME.failed} with the reason. Several processes may work in it at once.
 */
public final class SweepDirectory {
  private static final String FAILED = ".failed";

  private final Path place;

  /** The sweep directory at a place, be it there already or not. */
  public SweepDirectory(Path place) {
    this.place = place;
  }

  /** Whether a directory is a sweep's. */
  public static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve(SweepIndex.FILE));
  }

  /** How far a point is. */
  public enum State {
    /** Its run directory is there, whole. */
    FINISHED("finished"),
    /** Something worth resuming is staged. */
    INTERRUPTED("interrupted"),
    /** It failed last time. */
    FAILED("failed"),
    /** Nothing is there yet. */
    OPEN("to do");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** For tables. */
    public String word() {
      return word;
    }
  }

  /** Where it is. */
  public Path place() {
    return place;
  }

  /** The run directory of a point. */
  public Path run(String name) {
    return place.resolve(name);
  }

  /** How far a point is. */
  public State state(String name) {
    if (Files.isRegularFile(run(name).resolve(RunDirectory.EXPERIMENT))) {
      return State.FINISHED;
    }
    if (StagedFiles.holdsResults(RunPlace.of(run(name)).staging())) {
      return State.INTERRUPTED;
    }
    return Files.exists(run(name + FAILED)) ? State.FAILED : State.OPEN;
  }

  /** The experiment that is finished or staged with results under a point's name, as YAML. */
  public Optional<String> experiment(String name) {
    Path finished = run(name).resolve(RunDirectory.EXPERIMENT);
    Path staging = RunPlace.of(run(name)).staging();
    Optional<String> text = textIfThere(finished);
    if (text.isEmpty() && StagedFiles.holdsResults(staging)) {
      text = textIfThere(staging.resolve(RunDirectory.EXPERIMENT));
    }
    // Another process may have finished it between the two.
    return text.isPresent() ? text : textIfThere(finished);
  }

  /**
   * Says which points there are to be; finished points of an older index stay listed.
   *
   * @throws IllegalArgumentException if the directory belongs to something else
   */
  public void announce(SweepIndex index) {
    if (Files.exists(run(RunDirectory.EXPERIMENT))) {
      throw new IllegalArgumentException(
          place + " is the directory of a single run: choose another one with --out");
    }
    SweepIndex all = index;
    if (isAt(place)) {
      SweepIndex older = index();
      if (!older.keys().equals(index.keys())) {
        throw new IllegalArgumentException(
            (place + " holds a sweep over " + Excerpt.of(String.join(", ", older.keys())))
                + (", this one is over " + Excerpt.of(String.join(", ", index.keys())))
                + ": choose another directory with --out");
      }
      all = index.with(older, point -> state(point.name()) == State.FINISHED);
    }
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot create " + place, e);
    }
    write(SweepIndex.FILE, all.toJson());
  }

  /**
   * Which points there are to be.
   *
   * @throws IllegalArgumentException if that cannot be read
   */
  public SweepIndex index() {
    Path file = run(SweepIndex.FILE);
    return SweepIndex.parse(textIfThere(file).orElse(""), file);
  }

  /** Keeps why a point failed. */
  public void failed(String name, String reason) {
    write(name + FAILED, reason + "\n");
  }

  /** Forgets why a point failed. */
  public void succeeded(String name) {
    WholeFile.deleteQuietly(run(name + FAILED));
  }

  /** Why a point failed last time, if it did. */
  public Optional<String> failure(String name) {
    return textIfThere(run(name + FAILED)).map(String::strip);
  }

  private void write(String name, String text) {
    try {
      WholeFile.write(run(name), path -> Files.writeString(path, text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw StagedFiles.failure("cannot write " + run(name), e);
    }
  }

  private static Optional<String> textIfThere(Path file) {
    try {
      return Optional.of(PlainFile.text(file, FinishedRun.LARGEST_TEXT));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StagedFiles.failure("cannot read " + file, e);
    }
  }
}
