package org.ntkasymptotics.experiment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ntkasymptotics.config.BackendConfig;
import org.ntkasymptotics.config.ConfigException;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.Sweep;
import org.ntkasymptotics.config.SweepPoint;
import org.ntkasymptotics.report.FinishedRun;
import org.ntkasymptotics.report.RunBusyException;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.report.RunDirectoryException;
import org.ntkasymptotics.report.SweepDirectory;
import org.ntkasymptotics.report.SweepIndex;
import org.ntkasymptotics.report.SweepReport;

/**
 * The points of a sweep, one after the other, each in its own run directory. What is finished is
 * not run again, what was interrupted goes on, what fails does not stop the others, and what
 * another process is working on is left to it.
 */
public final class SweepRun {
  private final Sweep sweep;
  private final SweepDirectory directory;
  private final Map<SweepPoint, PointCost> costs;

  private SweepRun(Sweep sweep, SweepDirectory directory, Map<SweepPoint, PointCost> costs) {
    this.sweep = sweep;
    this.directory = directory;
    this.costs = costs;
  }

  /** Runs one point into its directory; the directory has its final name when it returns. */
  @FunctionalInterface
  public interface Worker {
    /** Computes; whatever it throws is this point's failure. */
    void run(SweepPoint point, RunDirectory directory);
  }

  /**
   * How the points of a share ended.
   *
   * @param before finished before
   * @param finished now
   * @param busy in the hands of another process
   * @param failed with the reason, one line each
   */
  public record Tally(
      Set<SweepPoint> before,
      Set<SweepPoint> finished,
      Set<SweepPoint> busy,
      Map<SweepPoint, String> failed) {}

  /**
   * Checks every point before any is run: files, sizes, memory, and that what lies in the directory
   * already is of the same experiments.
   *
   * @throws IllegalArgumentException for the first point that is wrong
   */
  public static SweepRun checked(Sweep sweep, SweepDirectory directory) {
    Map<SweepPoint, PointCost> costs = new LinkedHashMap<>();
    // What the seed does not change need not be looked at again for every seed.
    Map<ExperimentConfig, InputCheck.Checked> checked = new HashMap<>();
    for (SweepPoint point : sweep.points()) {
      directory.experiment(point.name()).ifPresent(found -> requireSame(point, found, directory));
      ExperimentConfig config = point.config();
      InputCheck.Checked own = checked.computeIfAbsent(config.withSeed(0), c -> check(point));
      costs.put(point, PointCost.of(config, own));
    }
    return new SweepRun(sweep, directory, costs);
  }

  private static InputCheck.Checked check(SweepPoint point) {
    try {
      return InputCheck.of(point.config(), point::nameOf);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("point " + point.name() + ": " + e.getMessage(), e);
    }
  }

  private static void requireSame(SweepPoint point, String found, SweepDirectory directory) {
    if (!isSame(point.config(), found)) {
      throw new IllegalArgumentException(
          InputCheck.shown(directory.run(point.name()))
              + " holds another experiment than this sweep's point of that name"
              + Difference.between(point.config().toYaml(), found)
              + ": choose another directory with --out, or delete that one");
    }
  }

  /** Whether a file describes this experiment, on whatever machine. */
  private static boolean isSame(ExperimentConfig config, String yaml) {
    try {
      ExperimentConfig found = ConfigSource.parse(yaml, RunDirectory.EXPERIMENT).config();
      return found.withBackend(BackendConfig.AUTO).equals(config.withBackend(BackendConfig.AUTO));
    } catch (ConfigException e) {
      return false;
    }
  }

  /** The sweep. */
  public Sweep sweep() {
    return sweep;
  }

  /** What each point costs. */
  public PointCost cost(SweepPoint point) {
    return costs.get(point);
  }

  /** How far each point is. */
  public SweepDirectory.State state(SweepPoint point) {
    return directory.state(point.name());
  }

  /** How long a finished point took, in seconds; empty if it is not finished. */
  public OptionalDouble secondsTaken(SweepPoint point) {
    return state(point) == SweepDirectory.State.FINISHED
        ? OptionalDouble.of(
            FinishedRun.read(directory.run(point.name())).summary().manifest().seconds())
        : OptionalDouble.empty();
  }

  /** The report of what is finished; empty if nothing is. */
  public Optional<SweepReport> report() {
    boolean any = sweep.points().stream().anyMatch(p -> state(p) == SweepDirectory.State.FINISHED);
    return any ? Optional.of(SweepReport.of(List.of(directory))) : Optional.empty();
  }

  /** What the directory is to hold, as its index. */
  private SweepIndex index() {
    return new SweepIndex(
        sweep.name(),
        sweep.points().stream().map(p -> new SweepIndex.Point(p.name(), p.values())).toList());
  }

  /** Runs a share of the points. */
  public Tally run(Shard shard, Worker worker) {
    directory.announce(index());
    Tally tally =
        new Tally(
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashMap<>());
    for (SweepPoint point : shard.of(sweep.points())) {
      run(point, worker, tally);
    }
    // Whoever had a point in hand may have been stopped meanwhile.
    for (SweepPoint point : List.copyOf(tally.busy)) {
      tally.busy.remove(point);
      run(point, worker, tally);
    }
    return tally;
  }

  private void run(SweepPoint point, Worker worker, Tally tally) {
    String name = point.name();
    if (directory.state(name) == SweepDirectory.State.FINISHED) {
      tally.before.add(point);
      return;
    }
    try {
      Optional<RunDirectory> run =
          RunDirectory.startOrResume(
              directory.run(name), point.config().toYaml(), found -> isSame(point.config(), found));
      if (run.isEmpty()) {
        tally.before.add(point);
        return;
      }
      worker.run(point, run.get());
      directory.succeeded(name);
      tally.finished.add(point);
    } catch (RunBusyException e) {
      tally.busy.add(point);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      String reason = reason(e);
      tally.failed.put(point, reason);
      note(name, reason);
    }
  }

  /** For the report; on a full disk the tally must do. */
  private void note(String name, String reason) {
    try {
      directory.failed(name, reason);
    } catch (RunDirectoryException e) {
      return;
    }
  }

  private static String reason(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    boolean ours = e instanceof RuntimeException && e.getMessage() != null;
    return ours ? message : e.getClass().getSimpleName() + ": " + message;
  }
}
