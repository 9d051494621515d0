package org.ntkasymptotics.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.experiment.Durations;

/**
 * Progress of one point turned into progress of its sweep: how much of the work is done, by its
 * cost, and how long the rest will take at the pace so far.
 */
final class SweepProgress implements Progress {
  private static final int NAME = 30;

  private final Progress display;
  private final LongSupplier nanoClock;
  private final int points;
  private double left;
  private double done;
  private long nanos;
  private int started;
  private long startedAt;
  private String name = "";

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

  /** A point begins. */
  void start(String point) {
    name = point.length() <= NAME ? point : point.substring(0, NAME - 1) + "…";
    started++;
    startedAt = nanoClock.getAsLong();
    report("start", 0, "");
  }

  /** The point has ended, well or not; its time counts for the pace if it was computed. */
  void end(double work, boolean computed) {
    if (computed) {
      done += work;
      nanos += nanoClock.getAsLong() - startedAt;
    }
    left = Math.max(0, left - work);
  }

  @Override
  public void report(String stage, double fraction, String detail) {
    String where = String.format(Locale.ROOT, "%d/%d %s", started, points, name);
    String rest = done > 0 ? ", left about " + Durations.text(secondsLeft()) : "";
    display.report(where, done / Math.max(done + left, Double.MIN_NORMAL), stage + rest);
  }

  @Override
  public void note(String line) {
    display.note(line);
  }

  /** Seconds that the rest takes at the pace of what is done, the running point's time off. */
  double secondsLeft() {
    double pace = nanos * 1e-9 / done;
    return Math.max(0, pace * left - (nanoClock.getAsLong() - startedAt) * 1e-9);
  }
}
