package org.ntkasymptotics.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long one program took for one setting.
 *
 * @param setting what was done
 * @param who {@link #OURS} or the peer's name
 * @param rounds seconds of one operation, those of a round together, in the order measured
 * @param answer numbers by which answers are compared; may be empty
 * @param memoryBytes how far resident memory rose; 0 if unknown
 * @param trouble what went wrong; empty if nothing did
 */
public record Timing(
    Setting setting,
    String who,
    List<List<Double>> rounds,
    List<Double> answer,
    long memoryBytes,
    String trouble) {
  /** The engine itself. */
  public static final String OURS = "ours";

  /** How the trouble with a peer's answer begins that is not ours. */
  static final String ANOTHER_ANSWER = "another answer: ";

  /** Copies. */
  public Timing {
    rounds = rounds.stream().map(List::copyOf).toList();
    answer = List.copyOf(answer);
  }

  /** Whether it is the engine's. */
  public boolean isOurs() {
    return who.equals(OURS);
  }

  /** Whether it speaks against the engine; a peer that fails itself does not. */
  public boolean isFailure() {
    return isOurs() ? !trouble.isEmpty() : trouble.startsWith(ANOTHER_ANSWER);
  }

  /** Whether there is any time. */
  public boolean isMeasured() {
    return rounds.stream().anyMatch(round -> !round.isEmpty());
  }

  /** The median of each round that has one. */
  public double[] medians() {
    return rounds.stream()
        .filter(round -> !round.isEmpty())
        .mapToDouble(round -> median(round.stream().mapToDouble(Double::doubleValue).toArray()))
        .toArray();
  }

  /** The median of all seconds; NaN without any. */
  public double seconds() {
    return median(rounds.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray());
  }

  /** The median of some numbers, NaN of none. */
  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
