package org.ntkasymptotics.bench;

import java.util.Arrays;
import java.util.Optional;

/**
 * How many times faster the engine is than a peer that worked in turn with it: the peer's median
 * over ours in each round, so that a machine that slows down slows both.
 *
 * @param value the median over the rounds
 * @param lowest of the rounds
 * @param highest of the rounds
 */
public record Ratio(double value, double lowest, double highest) {

  /** Of the rounds that both have. */
  public static Optional<Ratio> of(Timing ours, Timing peer) {
    double[] mine = ours.medians();
    double[] theirs = peer.medians();
    double[] ratios = new double[Math.min(mine.length, theirs.length)];
    Arrays.setAll(ratios, r -> theirs[r] / mine[r]);
    return ratios.length == 0
        ? Optional.empty()
        : Optional.of(
            new Ratio(
                Timing.median(ratios),
                Arrays.stream(ratios).min().getAsDouble(),
                Arrays.stream(ratios).max().getAsDouble()));
  }

  /** For people: {@code 9.1 (9 … 9.2)}, without brackets where they say nothing more. */
  String text() {
    String middle = Units.plain(value);
    String low = Units.plain(lowest);
    String high = Units.plain(highest);
    return low.equals(high) ? middle : middle + " (" + low + " … " + high + ")";
  }
}
