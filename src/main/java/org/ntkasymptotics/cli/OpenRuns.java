package org.ntkasymptotics.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ntkasymptotics.report.RunDirectory;

/**
 * The runs that are being computed, one or several side by side. On Ctrl-C what is worth resuming
 * of each stays and the rest is removed.
 */
final class OpenRuns {
  private final Interrupts interrupts;
  private final Function<List<RunDirectory>, String> farewell;
  private final Set<RunDirectory> open = new LinkedHashSet<>();

  /**
   * None yet.
   *
   * @param farewell takes the progress display away and says, after Ctrl-C, what is kept of these
   */
  OpenRuns(Interrupts interrupts, Function<List<RunDirectory>, String> farewell) {
    this.interrupts = interrupts;
    this.farewell = farewell;
  }

  /** A run begins. */
  synchronized void begin(RunDirectory directory) {
    open.add(directory);
    interrupts.onInterrupt(this::leaveAll);
  }

  /** A run has ended, well or not. */
  synchronized void end(RunDirectory directory) {
    open.remove(directory);
    if (open.isEmpty()) {
      interrupts.onInterrupt(Interrupts.NOTHING_TO_SAVE);
    }
  }

  private synchronized String leaveAll() {
    String words = farewell.apply(List.copyOf(open));
    open.forEach(OpenRuns::leave);
    return words;
  }

  /** Keeps what is worth resuming. */
  static void leave(RunDirectory directory) {
    if (directory.worthResuming()) {
      directory.close();
    } else {
      directory.discard();
    }
  }
}
