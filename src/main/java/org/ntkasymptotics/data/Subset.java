package org.ntkasymptotics.data;

import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** A random choice among stored points. */
final class Subset {
  private Subset() {}

  /**
   * Ascending indices of a uniformly chosen subset, from stream "data/points".
   *
   * @param samples M ≥ 2, at most {@code count}
   * @param count of the stored points
   */
  static int[] of(int samples, int count, Seeds seeds) {
    RandomStream stream = seeds.stream(Dataset.POINTS_STREAM);
    int[] chosen = new int[Checks.samples(samples)];
    int taken = 0;
    for (int i = 0; taken < samples; i++) {
      if (stream.nextInt(count - i) < samples - taken) {
        chosen[taken++] = i;
      }
    }
    return chosen;
  }
}
