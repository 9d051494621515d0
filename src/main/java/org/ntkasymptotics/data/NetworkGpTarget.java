package org.ntkasymptotics.data;

import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.NetworkOutputs;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * The function of a very wide random ReLU network of one hidden layer, nearly a Gaussian process
 * with covariance {@link org.ntkasymptotics.kernel.ReluCovariance} (the covariance is exact at any
 * width, the excess kurtosis O(1/width)); stream "target/network".
 *
 * @param width neurons ≥ 1
 * @param sigmaW σ_w &gt; 0
 * @param sigmaB σ_b ≥ 0
 */
public record NetworkGpTarget(int width, double sigmaW, double sigmaB) implements Target {

  /** Neurons unless said otherwise: much wider than any network trained here. */
  public static final int DEFAULT_WIDTH = 100_000;

  /** Neurons drawn at a time, so that the whole network is never stored. */
  private static final int CHUNK = 4096;

  public NetworkGpTarget {
    Checks.atLeast("width", 1, width);
    Checks.positive("sigma-w", sigmaW);
    Checks.notNegative("sigma-b", sigmaB);
  }

  /** Of the default width. */
  public NetworkGpTarget(double sigmaW, double sigmaB) {
    this(DEFAULT_WIDTH, sigmaW, sigmaB);
  }

  @Override
  public double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel) {
    RowMatrix points = dataset.points();
    RandomStream stream = seeds.stream("target/network");
    double[] f = new double[points.rows()];
    for (int done = 0; done < width; done += CHUNK) {
      int neurons = Math.min(CHUNK, width - done);
      ShallowNetwork chunk = ShallowNetwork.draw(points.columns(), neurons, sigmaW, sigmaB, stream);
      double[] part = NetworkOutputs.of(chunk, points, parallel);
      double share = Math.sqrt((double) neurons / width);
      for (int i = 0; i < f.length; i++) {
        f[i] += share * part[i];
      }
    }
    return f;
  }
}
