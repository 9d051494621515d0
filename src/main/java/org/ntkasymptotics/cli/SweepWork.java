package org.ntkasymptotics.cli;

import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.SweepPoint;
import org.ntkasymptotics.experiment.Shard;
import org.ntkasymptotics.experiment.SweepRun;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.report.SweepDirectory;

/**
 * A share of a sweep at work, with progress over the share and words for who interrupts it.
 *
 * @param session of the program
 * @param quiet whether progress is not shown
 * @param run the sweep
 * @param share which points
 */
record SweepWork(Session session, boolean quiet, SweepRun run, Shard share) {

  /** Runs the points that are not finished. */
  SweepRun.Tally compute() {
    List<SweepPoint> points = share.of(run.sweep().points());
    List<SweepPoint> open =
        points.stream().filter(p -> run.state(p) != SweepDirectory.State.FINISHED).toList();
    double work = open.stream().mapToDouble(p -> run.cost(p).operations()).sum();
    if (!quiet && share.count() > 1) {
      String of = share.source().isEmpty() ? "" : " (" + share.source() + ")";
      session
          .console()
          .say(
              String.format(
                  Locale.ROOT,
                  "share %d of %d%s: %d of %d points, %d to run",
                  share.number(),
                  share.count(),
                  of,
                  points.size(),
                  run.sweep().points().size(),
                  open.size()));
    }
    try (ProgressDisplay display = ProgressDisplay.ticking(session.console())) {
      Progress shown = quiet ? Progress.NONE : display;
      SweepProgress progress = new SweepProgress(shown, System::nanoTime, open.size(), work);
      return run.run(share, (point, directory) -> compute(point, directory, display, progress));
    }
  }

  private void compute(
      SweepPoint point, RunDirectory directory, ProgressDisplay display, SweepProgress progress) {
    Computation computation =
        new Computation(
            session,
            progress,
            () -> {
              display.clear();
              return farewell(directory);
            });
    progress.start(point.name());
    boolean done = false;
    try {
      computation.run(point.config(), directory);
      done = true;
    } finally {
      progress.end(run.cost(point).operations(), done);
    }
  }

  private String farewell(RunDirectory directory) {
    long finished =
        run.sweep().points().stream()
            .filter(p -> run.state(p) == SweepDirectory.State.FINISHED)
            .count();
    return String.format(
        Locale.ROOT,
        "%d of %d points are finished%s; the same command goes on: %s",
        finished,
        run.sweep().points().size(),
        directory.worthResuming() ? ", one is kept half-way" : "",
        session.commandLine());
  }
}
