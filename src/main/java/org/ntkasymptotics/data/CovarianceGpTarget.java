package org.ntkasymptotics.data;

import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.PivotedCholesky;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * A draw of the Gaussian process whose covariance is {@link ReluCovariance}, the infinitely wide
 * network, by pivoted Cholesky; stream "target/covariance".
 *
 * @param sigmaW σ_w &gt; 0
 * @param sigmaB σ_b ≥ 0
 */
public record CovarianceGpTarget(double sigmaW, double sigmaB) implements Target {

  public CovarianceGpTarget {
    Checks.positive("sigma-w", sigmaW);
    Checks.notNegative("sigma-b", sigmaB);
  }

  @Override
  public double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel) {
    int m = dataset.samples();
    double[][] x = new double[m][];
    for (int i = 0; i < m; i++) {
      x[i] = dataset.points().row(i);
    }
    ReluCovariance covariance = new ReluCovariance(sigmaW, sigmaB);
    PivotedCholesky factor =
        PivotedCholesky.of(m, (i, j) -> covariance.entry(x[i], x[j]), parallel);
    RandomStream stream = seeds.stream("target/covariance");
    double[] normal = new double[factor.rank()];
    for (int k = 0; k < normal.length; k++) {
      normal[k] = stream.nextGaussian();
    }
    return factor.multiply(normal);
  }
}
