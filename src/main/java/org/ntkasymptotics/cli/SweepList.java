package org.ntkasymptotics.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ntkasymptotics.config.SweepPoint;
import org.ntkasymptotics.experiment.Durations;
import org.ntkasymptotics.experiment.PointCost;
import org.ntkasymptotics.experiment.Shard;
import org.ntkasymptotics.experiment.SweepRun;
import org.ntkasymptotics.report.SweepDirectory;

/**
 * The points of a share with what they cost and how far they are.
 *
 * @param run the sweep
 * @param share which points
 */
record SweepList(SweepRun run, Shard share) {

  /** A line a point, then what is left to do. */
  String text() {
    List<SweepPoint> points = share.of(run.sweep().points());
    int width = points.stream().mapToInt(p -> p.name().length()).max().orElse(5);
    StringBuilder text = new StringBuilder();
    text.append(line(width, "point", "M", "memory", "work", "state"));
    for (SweepPoint point : points) {
      PointCost cost = run.cost(point);
      text.append(
          line(
              width,
              point.name(),
              cost.samples() > 0 ? String.valueOf(cost.samples()) : "",
              cost.bytes() > 0
                  ? scaled((double) cost.bytes(), 1024, "B", "KiB", "MiB", "GiB", "TiB")
                  : "",
              scaled(cost.operations(), 1000, "", "k", "M", "G", "T", "P", "E") + "flop",
              state(point)));
    }
    return text.append(rest(points)).append('\n').toString();
  }

  private String state(SweepPoint point) {
    OptionalDouble took = run.secondsTaken(point);
    return run.state(point).word()
        + (took.isPresent() ? ", took " + Durations.text(took.getAsDouble()) : "");
  }

  private String rest(List<SweepPoint> points) {
    double known = 0;
    double seconds = 0;
    double left = 0;
    List<SweepPoint> open = new ArrayList<>();
    for (SweepPoint point : points) {
      double work = run.cost(point).operations();
      OptionalDouble took = run.secondsTaken(point);
      if (took.isPresent()) {
        known += work;
        seconds += took.getAsDouble();
      } else if (run.state(point) != SweepDirectory.State.FINISHED) {
        left += work;
        open.add(point);
      }
    }
    String which = share.count() == 1 ? "" : " in share " + share.number() + " of " + share.count();
    String pace =
        known > 0 && !open.isEmpty()
            ? ", about "
                + Durations.text(seconds / known * left)
                + " at the pace of what is finished"
            : "";
    return points.size() + " points" + which + ", " + open.size() + " to run" + pace;
  }

  private static String line(
      int width, String name, String samples, String memory, String work, String state) {
    String line =
        String.format(
            Locale.ROOT, "%-" + width + "s  %8s  %9s  %9s  %s", name, samples, memory, work, state);
    return line.stripTrailing() + "\n";
  }

  private static String scaled(double value, double base, String... units) {
    int unit = 0;
    double scaled = value;
    while (scaled >= base && unit < units.length - 1) {
      scaled /= base;
      unit++;
    }
    return String.format(Locale.ROOT, scaled < 10 ? "%.1f %s" : "%.0f %s", scaled, units[unit]);
  }
}
