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
      OpenRuns runs =
          new OpenRuns(
              session.interrupts(),
              directories -> {
                display.clear();
                return farewell(directories);
              });
      return run.run(
          share,
          SweepMachine.of(open, run.mostSideBySide(), shown).stream()
              .<SweepRun.Worker>map(m -> new Lane(m, progress.lane(m.title()), runs))
              .toList());
    }
  }

  /** One machine at its points. */
  private final class Lane implements SweepRun.Worker {
    private final SweepMachine machine;
    private final SweepProgress.Lane progress;
    private final OpenRuns runs;
    private SweepPoint last;

    Lane(SweepMachine machine, SweepProgress.Lane progress, OpenRuns runs) {
      this.machine = machine;
      this.progress = progress;
      this.runs = runs;
    }

    @Override
    public boolean takes(SweepPoint point) {
      return machine.takes(point);
    }

    @Override
    public void run(SweepPoint point, RunDirectory directory) {
      last = point;
      progress.start(point.name());
      boolean done = false;
      try {
        new Computation(session, progress, runs).run(machine.own(point.config()), directory);
        done = true;
      } finally {
        progress.end(run.cost(point).operations(), done);
      }
    }

    @Override
    public boolean works() {
      boolean works = machine.works(last);
      if (!works) {
        progress.note("the device can no longer be used; others go on, if there are any");
      }
      return works;
    }
  }

  private String farewell(List<RunDirectory> open) {
    long kept = open.stream().filter(RunDirectory::worthResuming).count();
    long finished =
        run.sweep().points().stream()
            .filter(p -> run.state(p) == SweepDirectory.State.FINISHED)
            .count();
    return String.format(
        Locale.ROOT,
        "%d of %d points are finished%s; the same command goes on: %s",
        finished,
        run.sweep().points().size(),
        kept == 0 ? "" : kept == 1 ? ", one is kept half-way" : ", " + kept + " are kept half-way",
        session.commandLine());
  }
}
