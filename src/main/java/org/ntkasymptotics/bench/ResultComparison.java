package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Two sets of results and what changed between them beyond noise.
 *
 * <p>Noise is the scatter of the logarithms of the rounds' medians about their mean, for each
 * program and setting: a round is a fresh process, so it holds what differs from start to start.
 * Few rounds say little about it, so each variance is drawn towards the pooled one of all, which
 * counts as {@value #PRIOR} degrees of freedom (Smyth, Stat. Appl. Genet. Mol. Biol. 3, 2004). A
 * change counts if it exceeds the two-sided 1 % point of Student's t: of a hundred comparisons
 * without any change one is expected to. What a machine did to all programs alike is no noise in
 * this sense: the peers' own changes show it.
 *
 * @param changes of the settings that both sets have
 * @param judged whether there were repeated rounds to judge by
 */
public record ResultComparison(List<Change> changes, boolean judged) {
  private static final int PRIOR = 4;
  private static final double LEVEL = 0.01;

  /**
   * One program on one setting.
   *
   * @param setting what was done
   * @param who did it
   * @param before median seconds in the earlier set
   * @param after median seconds in the later one
   * @param factor geometric means of rounds, after over before: below 1 is faster
   * @param noise the factor by which two such sets may differ by chance; NaN if unknown
   */
  public record Change(
      Setting setting, String who, double before, double after, double factor, double noise) {
    /** Whether it is more than chance. */
    public boolean isBeyondNoise() {
      return Math.max(factor, 1 / factor) > noise;
    }
  }

  /** Of what both have. */
  public static ResultComparison of(BenchResults before, BenchResults after) {
    List<double[][]> pairs = new ArrayList<>();
    List<Timing[]> timings = new ArrayList<>();
    double squares = 0;
    int freedom = 0;
    for (Timing now : after.timings()) {
      Timing then = before.timing(now.setting(), now.who()).orElse(null);
      if (then == null || !then.isMeasured() || !now.isMeasured()) {
        continue;
      }
      double[][] pair = {logs(then), logs(now)};
      pairs.add(pair);
      timings.add(new Timing[] {then, now});
      squares += squares(pair);
      freedom += freedom(pair);
    }
    double pooled = freedom == 0 ? Double.NaN : squares / freedom;
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      double[][] pair = pairs.get(i);
      Timing then = timings.get(i)[0];
      Timing now = timings.get(i)[1];
      double factor = Math.exp(StatUtils.mean(pair[1]) - StatUtils.mean(pair[0]));
      double noise = noise(pair, pooled);
      changes.add(
          new Change(now.setting(), now.who(), then.seconds(), now.seconds(), factor, noise));
    }
    return new ResultComparison(List.copyOf(changes), freedom > 0);
  }

  private static double noise(double[][] pair, double pooled) {
    double variance = (PRIOR * pooled + squares(pair)) / (PRIOR + freedom(pair));
    double error = Math.sqrt(variance * (1.0 / pair[0].length + 1.0 / pair[1].length));
    double freedom = PRIOR + freedom(pair);
    return Math.exp(error * new TDistribution(freedom).inverseCumulativeProbability(1 - LEVEL / 2));
  }

  private static double[] logs(Timing timing) {
    double[] logs = timing.medians();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(logs[i]);
    }
    return logs;
  }

  /** Squared deviations from the means of both. */
  private static double squares(double[][] pair) {
    return StatUtils.variance(pair[0]) * (pair[0].length - 1)
        + StatUtils.variance(pair[1]) * (pair[1].length - 1);
  }

  private static int freedom(double[][] pair) {
    return pair[0].length + pair[1].length - 2;
  }

  /** Those beyond noise. */
  public List<Change> changed() {
    return changes.stream().filter(Change::isBeyondNoise).toList();
  }
}
