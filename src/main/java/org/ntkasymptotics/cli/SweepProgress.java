package org.ntkasymptotics.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.experiment.Durations;

/**
 * Progress of points turned into progress of their sweep: how much of the work is done, by its
 * cost, which machine does what where there are several, and how long the rest will take at the
 * pace so far.
 */
final class SweepProgress {
  private static final int NAME = 30;

  private final Progress display;
  private final LongSupplier nanoClock;
  private final int points;
  private final List<Lane> lanes = new ArrayList<>();
  private double left;
  private double done;
  private long nanos;
  private int started;

  /**
   * Nothing is done yet.
   *
   * @param points to be run at most
   * @param work of all of them
   */
  SweepProgress(Progress display, LongSupplier nanoClock, int points, double work) {
    this.display = display;
    this.nanoClock = nanoClock;
    this.points = points;
    this.left = work;
  }

  /**
   * One more machine, which does one point after the other.
   *
   * @param title what it is called; said only where there are several
   */
  synchronized Lane lane(String title) {
    Lane lane = new Lane(title);
    lanes.add(lane);
    return lane;
  }

  private synchronized void show(Lane lane) {
    String rest = done > 0 ? ", left about " + Durations.text(secondsLeft()) : "";
    double fraction = done / Math.max(done + left, Double.MIN_NORMAL);
    if (lanes.size() == 1) {
      String where = String.format(Locale.ROOT, "%d/%d %s", started, points, lane.point);
      display.report(where, fraction, lane.stage + rest);
      return;
    }
    String where = String.format(Locale.ROOT, "%d/%d points", started, points);
    String who = lanes.stream().map(Lane::text).collect(Collectors.joining("; "));
    display.report(where, fraction, who + rest);
  }

  /** Seconds that the rest takes at the pace of what is done, the running points' time off. */
  synchronized double secondsLeft() {
    double pace = nanos * 1e-9 / done;
    long now = nanoClock.getAsLong();
    double running = lanes.stream().filter(l -> l.busy).mapToLong(l -> now - l.startedAt).sum();
    return Math.max(0, pace * left - running * 1e-9) / lanes.size();
  }

  /** One machine's points. */
  final class Lane implements Progress {
    private final String title;
    private String point = "";
    private String stage = "";
    private long startedAt;
    private boolean busy;

    private Lane(String title) {
      this.title = title;
    }

    /** A point begins. */
    void start(String name) {
      synchronized (SweepProgress.this) {
        point = name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
        started++;
        startedAt = nanoClock.getAsLong();
        busy = true;
      }
      report("start", 0, "");
    }

    /** The point has ended, well or not; its time counts for the pace if it was computed. */
    void end(double work, boolean computed) {
      synchronized (SweepProgress.this) {
        if (computed) {
          done += work;
          nanos += nanoClock.getAsLong() - startedAt;
        }
        left = Math.max(0, left - work);
        busy = false;
      }
    }

    @Override
    public void report(String newStage, double fraction, String detail) {
      synchronized (SweepProgress.this) {
        stage = newStage;
        show(this);
      }
    }

    @Override
    public void note(String line) {
      synchronized (SweepProgress.this) {
        display.note(lanes.size() == 1 ? line : title + ", " + point + ": " + line);
      }
    }

    private String text() {
      return title + ": " + (busy ? point + " " + stage : "idle");
    }
  }
}
