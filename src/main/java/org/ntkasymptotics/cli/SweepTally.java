package org.ntkasymptotics.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.config.SweepPoint;
import org.ntkasymptotics.experiment.SweepRun;

/** How a share of a sweep ended, in words. */
final class SweepTally {
  private SweepTally() {}

  /** "12 points: 8 finished now, 3 before, 1 failed". */
  static String line(SweepRun.Tally tally) {
    int all =
        tally.before().size()
            + tally.finished().size()
            + tally.busy().size()
            + tally.failed().size();
    List<String> parts = new ArrayList<>();
    parts.add(tally.finished().size() + " finished now");
    if (!tally.before().isEmpty()) {
      parts.add(tally.before().size() + " before");
    }
    if (!tally.busy().isEmpty()) {
      parts.add(tally.busy().size() + " in the hands of another process");
    }
    if (!tally.failed().isEmpty()) {
      parts.add(tally.failed().size() + " failed");
    }
    return all + (all == 1 ? " point: " : " points: ") + String.join(", ", parts);
  }

  /** A line for each point that failed, under a heading; nothing if none did. */
  static List<String> failures(SweepRun.Tally tally) {
    List<String> lines = new ArrayList<>();
    if (!tally.failed().isEmpty()) {
      lines.add("ntk sweep: these points failed:");
    }
    int width = tally.failed().keySet().stream().mapToInt(p -> p.name().length()).max().orElse(0);
    for (Map.Entry<SweepPoint, String> failure : tally.failed().entrySet()) {
      String name = failure.getKey().name();
      lines.add("  " + name + " ".repeat(width - name.length()) + "  " + failure.getValue());
    }
    return lines;
  }
}
