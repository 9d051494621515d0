package org.ntkasymptotics.data;

import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.random.Seeds;

/**
 * What is to be learned: a spec of the initial error δf = f̃ − f on the points.
 *
 * <p>The same spec, points and root seed give the same bits on any machine and number of threads;
 * what is drawn comes from the streams whose names start with "target/".
 */
public sealed interface Target
    permits BallTarget, NetworkGpTarget, CovarianceGpTarget, ResidualFile, LabelTarget {

  /** δf on the points, length M; the work is shared among the threads of {@code parallel}. */
  double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel);

  /** δf on the points, length M; uses every processor. */
  default double[] draw(Dataset dataset, Seeds seeds) {
    return draw(dataset, seeds, ParallelRanges.onAllProcessors());
  }
}
