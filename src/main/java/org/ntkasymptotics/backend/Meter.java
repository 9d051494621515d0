package org.ntkasymptotics.backend;

/** Passes fractions of one stage on to a {@link Progress}, at most four times a second. */
public final class Meter {
  /** Says nothing. */
  public static final Meter SILENT = new Meter(Progress.NONE, "");

  private static final long INTERVAL_NANOS = 250_000_000;

  private final Progress progress;
  private final String stage;
  private final double from;
  private final double to;
  private final long[] last;

  /** A meter of one stage. */
  public Meter(Progress progress, String stage) {
    this(progress, stage, 0, 1, new long[] {System.nanoTime()});
  }

  private Meter(Progress progress, String stage, double from, double to, long[] last) {
    this.progress = progress;
    this.stage = stage;
    this.from = from;
    this.to = to;
    this.last = last;
  }

  /** A meter whose 0 … 1 is this one's {@code start} … {@code end}. */
  public Meter part(double start, double end) {
    double span = to - from;
    return new Meter(progress, stage, from + start * span, from + end * span, last);
  }

  /** The stage is that far. */
  public void at(double fraction) {
    if (progress == Progress.NONE) {
      return;
    }
    long now = System.nanoTime();
    if (now - last[0] >= INTERVAL_NANOS) {
      last[0] = now;
      progress.report(stage, from + (to - from) * fraction, "");
    }
  }

  /** The stage is finished. */
  public void done() {
    progress.report(stage, to, "");
  }
}
