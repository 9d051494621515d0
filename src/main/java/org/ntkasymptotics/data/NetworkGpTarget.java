package org.ntkasymptotics.data;

import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkOutputs;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * The function of a very wide random network of one hidden layer, nearly a Gaussian process (the
 * covariance is exact at any width, the excess kurtosis O(1/width)); stream "target/network".
 *
 * @param width neurons ≥ 1
 * @param covariance of the process: {@link ReluCovariance}, or {@link
 *     org.ntkasymptotics.kernel.PowerCovariance} for other activations
 */
public record NetworkGpTarget(int width, AngleKernel covariance) implements Target {

  /** Neurons unless said otherwise: much wider than any network trained here. */
  public static final int DEFAULT_WIDTH = 100_000;

  /** Neurons drawn at a time, so that the whole network is never stored. */
  private static final int CHUNK = 4096;

  public NetworkGpTarget {
    Checks.atLeast("width", 1, width);
    if (!draws(covariance)) {
      throw new IllegalArgumentException(
          "a process with covariance "
              + covariance.spec()
              + " is not that of a network of one hidden layer: draw it exactly");
    }
  }

  /** Of a ReLU network. */
  public NetworkGpTarget(int width, double sigmaW, double sigmaB) {
    this(width, CovarianceGpTarget.relu(sigmaW, sigmaB));
  }

  /** Of a ReLU network of the default width. */
  public NetworkGpTarget(double sigmaW, double sigmaB) {
    this(DEFAULT_WIDTH, sigmaW, sigmaB);
  }

  /** Whether a process of that covariance can be drawn in this way. */
  public static boolean draws(AngleKernel covariance) {
    return covariance.equals(covariance.covariance())
        && (covariance instanceof ReluCovariance || covariance instanceof PowerKernel);
  }

  @Override
  public double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel) {
    RowMatrix points = dataset.points();
    RandomStream stream = seeds.stream("target/network");
    double q = covariance instanceof PowerKernel power ? power.q() : 1;
    double[] f = new double[points.rows()];
    for (int done = 0; done < width; done += CHUNK) {
      int neurons = Math.min(CHUNK, width - done);
      FiniteNetwork chunk =
          NetworkShape.layered(
                  covariance.sigmaW(), covariance.sigmaB(), q, points.columns(), 1, neurons)
              .draw(stream);
      double[] part = NetworkOutputs.of(chunk, points, parallel);
      double share = Math.sqrt((double) neurons / width);
      for (int i = 0; i < f.length; i++) {
        f[i] += share * part[i];
      }
    }
    return f;
  }
}
