package org.ntkasymptotics.cli;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ntkasymptotics.backend.Progress;

/**
 * Shows progress on standard error: one line with a bar, drawn in place, on a terminal; elsewhere a
 * plain line when a stage starts and every few seconds after that.
 */
final class ProgressDisplay implements Progress, AutoCloseable {
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TICK_SECONDS = 1;
  private static final int BAR = 24;

  private final Console console;
  private final LongSupplier clock;
  private final long start;
  private final ScheduledExecutorService ticker;
  private String stage = "";
  private double fraction;
  private String detail = "";
  private long shownAt;
  private String shownStage = "";
  private boolean drawn;
  private boolean closed;

  private ProgressDisplay(Console console, LongSupplier clock, ScheduledExecutorService ticker) {
    this.console = console;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.shownAt = start - PLAIN_NANOS;
    this.ticker = ticker;
  }

  /** Shows progress by this clock, and only when it is reported. */
  static ProgressDisplay on(Console console, LongSupplier nanoClock) {
    return new ProgressDisplay(console, nanoClock, null);
  }

  /** Shows progress; the elapsed time goes on also during a long call that reports nothing. */
  static ProgressDisplay ticking(Console console) {
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ProgressDisplay display = new ProgressDisplay(console, System::nanoTime, ticker);
    var unused =
        ticker.scheduleAtFixedRate(display::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    return display;
  }

  @Override
  public synchronized void report(String newStage, double newFraction, String newDetail) {
    stage = newStage;
    fraction = Math.max(0, Math.min(1, newFraction));
    detail = newDetail;
    show();
  }

  @Override
  public synchronized void note(String line) {
    if (drawn) {
      console.err().print("\r\u001b[K");
      drawn = false;
    }
    console.say("ntk: " + line);
  }

  private synchronized void tick() {
    if (console.terminal() && !stage.isEmpty()) {
      show();
    }
  }

  private void show() {
    long now = clock.getAsLong();
    long since = now - shownAt;
    if (closed || since < (console.terminal() ? REDRAW_NANOS : plainInterval())) {
      return;
    }
    shownAt = now;
    shownStage = stage;
    String line = console.terminal() ? bar(now) : plain(now);
    if (console.terminal()) {
      console.err().print("\r" + line + "\u001b[K");
      drawn = true;
    } else {
      console.err().println(line);
    }
    console.err().flush();
  }

  // A new stage may speak earlier, but quick stages one after the other are not worth lines.
  private long plainInterval() {
    return stage.equals(shownStage) ? PLAIN_NANOS : PLAIN_NANOS / 5;
  }

  private String bar(long now) {
    int width = Math.max(4, Math.min(BAR, console.columns() - 40));
    int full = (int) Math.floor(fraction * width);
    String line =
        String.format(
            Locale.ROOT,
            "%s [%s%s] %3d %% %s %s",
            stage,
            "#".repeat(full),
            ".".repeat(width - full),
            (int) Math.floor(100 * fraction),
            elapsed(now),
            detail);
    int room = console.columns() - 1;
    return line.length() <= room ? line.stripTrailing() : line.substring(0, room);
  }

  private String plain(long now) {
    String tail = detail.isEmpty() ? "" : " (" + detail + ")";
    return String.format(
        Locale.ROOT, "[%s] %s: %d %%%s", elapsed(now), stage, (int) (100 * fraction), tail);
  }

  private String elapsed(long now) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(now - start);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Takes the bar away and shows nothing more. */
  synchronized void clear() {
    closed = true;
    if (drawn) {
      console.err().print("\r\u001b[K");
      console.err().flush();
      drawn = false;
    }
  }

  @Override
  public void close() {
    clear();
    if (ticker != null) {
      ticker.shutdownNow();
    }
  }
}
