package org.ntkasymptotics.data;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;

/** A density that can be evaluated and drawn from. */
public sealed interface SampledDensity extends Density
    permits MixtureDensity, UniformBallDensity, UniformCubeDensity {

  /** A fresh point, length d. */
  double[] sample(RandomStream stream);

  /** Fresh points (samples, d). */
  default RowMatrix sample(int samples, RandomStream stream) {
    RowMatrix points = RowMatrix.zeros(samples, dimension());
    for (int i = 0; i < samples; i++) {
      System.arraycopy(sample(stream), 0, points.array(), i * dimension(), dimension());
    }
    return points;
  }
}
