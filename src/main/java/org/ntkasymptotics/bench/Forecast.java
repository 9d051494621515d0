package org.ntkasymptotics.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long a setting will take, and whether there is time for it: what is left is shared alike by
 * the operations that have not ended yet. A setting takes what the operation's last one took, its
 * repeated work in proportion to the operations; starting programs does not grow.
 */
final class Forecast {
  /** Runs of the engine in a round that take the time of one: warm-up and measurement. */
  private static final double OWN_RUNS = 7;

  /** The same of a peer. */
  private static final double PEER_RUNS = 3;

  private final double end;
  private final DoubleSupplier clock;
  private final Map<String, Took> last = new HashMap<>();
  private String group = "";
  private double groupEnd;

  /**
   * What a setting took.
   *
   * @param seconds in all
   * @param working seconds of them in which the work was repeated
   */
  private record Took(Setting setting, double seconds, double working) {}

  /**
   * A forecast.
   *
   * @param clock seconds since the beginning
   * @param end by it
   */
  Forecast(DoubleSupplier clock, double end) {
    this.clock = clock;
    this.end = end;
  }

  /** Seconds that are left altogether; infinite without an end. */
  double left() {
    return end - clock.getAsDouble();
  }

  /** Why there is no time for the first of some settings, in words; empty if there is. */
  Optional<String> obstacle(List<Setting> settings) {
    Setting setting = settings.get(0);
    if (!group(setting).equals(group)) {
      group = group(setting);
      long groups = settings.stream().map(Forecast::group).distinct().count();
      groupEnd = clock.getAsDouble() + left() / groups;
    }
    double share = groupEnd - clock.getAsDouble();
    double needed = seconds(setting);
    return needed <= share && share > 0
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "%.0f s expected, %.0f s left", needed, Math.max(0, share)));
  }

  private static String group(Setting setting) {
    return setting.operation().word() + " " + setting.machine();
  }

  /** What a setting will take; 0 where nothing is known. */
  double seconds(Setting setting) {
    Took took = last.get(group(setting));
    if (took == null) {
      return 0;
    }
    double ratio = Work.expected(setting) / Work.expected(took.setting);
    return took.seconds + took.working * (ratio - 1);
  }

  /** Learns from what a setting took. */
  void took(Setting setting, double seconds, List<Timing> timings) {
    double working =
        timings.stream()
            .filter(Timing::isMeasured)
            .mapToDouble(t -> (t.isOurs() ? OWN_RUNS : PEER_RUNS) * t.rounds().size() * t.seconds())
            .sum();
    last.put(group(setting), new Took(setting, seconds, Math.min(seconds, working)));
  }
}
