package org.ntkasymptotics.experiment;

import java.util.EnumMap;
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
 * The points of a sweep, each in its own run directory. What is finished is not run again, what was
 * interrupted goes on, what fails does not stop the others, and what another process is working on
 * is left to it.
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

  /** A machine that runs points into their directories, which have their final names then. */
  @FunctionalInterface
  public interface Worker {
    /** Computes; whatever it throws is this point's failure. */
    void run(SweepPoint point, RunDirectory directory);

    /** Whether this machine is one for the point. */
    default boolean takes(SweepPoint point) {
      return true;
    }

    /** Whether the machine can still be used; asked when a point has failed on it. */
    default boolean works() {
      return true;
    }
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

  /** How many of its points may run side by side: what they keep in the Java heap must fit. */
  public int mostSideBySide() {
    long largest =
        costs.entrySet().stream()
            .filter(entry -> entry.getKey().config().spectrum().matrixFree().enabled())
            .mapToLong(entry -> entry.getValue().bytes())
            .max()
            .orElse(0);
    return largest == 0 ? Integer.MAX_VALUE : (int) Math.max(1, KrylovPlan.heap() / largest);
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

  /** Runs a share of the points, one after the other. */
  public Tally run(Shard shard, Worker worker) {
    return run(shard, List.of(worker));
  }

  /**
   * Runs a share of the points, as many side by side as there are workers. A point that fails on a
   * machine which is lost then is run again by another, if one takes it.
   */
  public Tally run(Shard shard, List<Worker> workers) {
    directory.announce(index());
    List<SweepPoint> points = shard.of(sweep.points());
    Map<SweepPoint, End> ends = new HashMap<>(ends(points, workers));
    // Whoever had a point in hand may have been stopped meanwhile.
    List<SweepPoint> busy = points.stream().filter(p -> ends.get(p).kind() == Kind.BUSY).toList();
    ends.putAll(ends(busy, workers));
    return tally(points, ends);
  }

  private Map<SweepPoint, End> ends(List<SweepPoint> points, List<Worker> workers) {
    return SideBySide.ends(
        points,
        workers,
        new SideBySide.Work<>() {
          @Override
          public End run(SweepPoint point, Worker worker) {
            return end(point, worker);
          }

          @Override
          public boolean takes(Worker worker, SweepPoint point) {
            return worker.takes(point);
          }

          @Override
          public boolean isLost(Worker worker, End end) {
            return end.kind() == Kind.FAILED && !worker.works();
          }
        });
  }

  private static Tally tally(List<SweepPoint> points, Map<SweepPoint, End> ends) {
    Map<Kind, Set<SweepPoint>> sets = new EnumMap<>(Kind.class);
    Map<SweepPoint, String> failed = new LinkedHashMap<>();
    for (SweepPoint point : points) {
      End end = ends.get(point);
      sets.computeIfAbsent(end.kind(), k -> new LinkedHashSet<>()).add(point);
      if (end.kind() == Kind.FAILED) {
        failed.put(point, end.reason());
      }
    }
    return new Tally(
        sets.getOrDefault(Kind.BEFORE, Set.of()),
        sets.getOrDefault(Kind.FINISHED, Set.of()),
        sets.getOrDefault(Kind.BUSY, Set.of()),
        failed);
  }

  /** How a point ended. */
  enum Kind {
    BEFORE,
    FINISHED,
    BUSY,
    FAILED
  }

  /**
   * How a point ended.
   *
   * @param reason of a failure; else empty
   */
  record End(Kind kind, String reason) {
    private static End of(Kind kind) {
      return new End(kind, "");
    }
  }

  private End end(SweepPoint point, Worker worker) {
    String name = point.name();
    if (directory.state(name) == SweepDirectory.State.FINISHED) {
      return End.of(Kind.BEFORE);
    }
    try {
      Optional<RunDirectory> run =
          RunDirectory.startOrResume(
              directory.run(name), point.config().toYaml(), found -> isSame(point.config(), found));
      if (run.isEmpty()) {
        return End.of(Kind.BEFORE);
      }
      worker.run(point, run.get());
      directory.succeeded(name);
      return End.of(Kind.FINISHED);
    } catch (RunBusyException e) {
      return End.of(Kind.BUSY);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      String reason = reason(e);
      note(name, reason);
      return new End(Kind.FAILED, reason);
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
