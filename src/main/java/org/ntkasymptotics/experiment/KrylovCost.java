package org.ntkasymptotics.experiment;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * What a step of block Lanczos on the whole data set takes, from small products that are timed.
 *
 * @param product seconds of the kernel's product
 * @param orthogonalisation seconds, mean over all steps
 */
record KrylovCost(double product, double orthogonalisation) {
  /** Of orthogonalisation, in operations a second and thread: memory bounds it. */
  private static final double RATE = 1.5e9;

  /** Seconds after which no larger product is timed. */
  private static final double PATIENCE = 2;

  /** Of each size the fastest counts: the first ones are not compiled yet. */
  private static final int TRIES = 4;

  private static final int SMALLEST = 512;
  private static final int LARGE_ENOUGH = 2048;
  private static final int LARGEST = 8192;

  /** Measures on ever more points, as long as that is quick; the time grows with their square. */
  static KrylovCost of(KrylovPlan plan, Backend backend, ExperimentConfig config) {
    double operations = 8.0 * plan.steps() * plan.width() * plan.width() * plan.samples();
    return new KrylovCost(
        secondsOfProduct(plan, backend, config), operations / (RATE * backend.info().threads()));
  }

  /** Seconds of a step. */
  double step() {
    return product + orthogonalisation;
  }

  private static double secondsOfProduct(
      KrylovPlan plan, Backend backend, ExperimentConfig config) {
    int samples = plan.samples();
    int dimension = config.data().distribution().dimension();
    long begin = System.nanoTime();
    for (int m = Math.min(SMALLEST, samples); ; m *= 2) {
      RandomStream stream = new Seeds(0).stream("plan");
      RowMatrix points = gaussian(m, dimension, stream);
      RowMatrix vectors = gaussian(plan.width(), m, stream);
      try (KernelProduct product = backend.product(config.kernel(), points)) {
        double seconds = fastest(product, vectors);
        boolean patient = (System.nanoTime() - begin) * 1e-9 < PATIENCE;
        if ((m >= LARGE_ENOUGH && !patient) || 2 * m > Math.min(samples, LARGEST)) {
          double times = (double) samples / m;
          return seconds * times * times;
        }
      }
    }
  }

  private static double fastest(KernelProduct product, RowMatrix vectors) {
    double fastest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < TRIES; k++) {
      long begin = System.nanoTime();
      product.apply(vectors);
      fastest = Math.min(fastest, (System.nanoTime() - begin) * 1e-9);
    }
    return fastest;
  }

  private static RowMatrix gaussian(int rows, int columns, RandomStream stream) {
    RowMatrix matrix = RowMatrix.zeros(rows, columns);
    for (int i = 0; i < matrix.array().length; i++) {
      matrix.array()[i] = stream.nextGaussian();
    }
    return matrix;
  }
}
