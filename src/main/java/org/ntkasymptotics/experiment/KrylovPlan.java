package org.ntkasymptotics.experiment;

import java.util.Locale;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.MatrixFreeConfig;
import org.ntkasymptotics.host.JavaHeap;
import org.ntkasymptotics.linalg.PanelProducts;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * What an estimate of a spectrum from products will take at most.
 *
 * @param samples M
 * @param width vectors of a product, residuals and probes
 * @param steps products on the whole data set
 * @param wholes the cost of all data sets and halves, in whole data sets
 */
record KrylovPlan(int samples, int width, int steps, double wholes) {
  /** Of the Java heap, for the basis. */
  private static final double SHARE = 0.8;

  /** Of orthogonalisation, in operations a second and thread: memory bounds it. */
  private static final double RATE = 1.5e9;

  /** Seconds after which no larger product is timed. */
  private static final double PATIENCE = 2;

  /** Of each size the fastest counts: the first ones are not compiled yet. */
  private static final int TRIES = 4;

  private static final int SMALLEST = 512;
  private static final int LARGE_ENOUGH = 2048;
  private static final int LARGEST = 8192;

  static KrylovPlan of(ExperimentConfig config, int samples) {
    MatrixFreeConfig free = config.spectrum().matrixFree();
    int width = config.targets().size() + free.probes();
    int steps = Math.min(free.steps(), samples / width - 1);
    int sets = config.spectrum().dataSets();
    // Eight halves cost a quarter each.
    return new KrylovPlan(samples, width, steps, sets == 1 && free.halves() ? 3 : sets);
  }

  /** The basis and what is multiplied. */
  long bytes() {
    return bytes(steps);
  }

  private long bytes(int some) {
    long rows = (width + PanelProducts.ROWS - 1L) / PanelProducts.ROWS * PanelProducts.ROWS;
    return 8L * samples * ((some + 1L) * rows + 4L * width);
  }

  /**
   * Returns this plan if it can be carried out.
   *
   * @throws IllegalArgumentException otherwise, naming the number of steps that can
   */
  KrylovPlan orRefuse() {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "matrix-free with M = "
              + samples
              + ": expected at least "
              + 2 * width
              + " points for "
              + width
              + " residuals and probes; without --matrix-free all eigenvalues are exact");
    }
    RowMatrix.requireSize(width + 2L * PanelProducts.ROWS, samples);
    double heap = SHARE * JavaHeap.most();
    if (bytes() > heap) {
      int fitting = 0;
      while (bytes(fitting + 1) <= heap) {
        fitting++;
      }
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "matrix-free with M = %d, %d steps and %d vectors needs %.1f GiB of the Java heap, which"
                  + " has %.1f GiB for it: %d steps would fit, or raise NTK_HEAP",
              samples,
              steps,
              width,
              bytes() / 0x1p30,
              heap / 0x1p30,
              fitting));
    }
    return this;
  }

  /** In words, after small products were timed. */
  String text(Backend backend, ExperimentConfig config) {
    double product = secondsOfProduct(backend, config);
    int threads = backend.info().threads();
    double orthogonal = 8.0 * steps * width * width * samples / (RATE * threads);
    double all = wholes * steps * (product + orthogonal);
    return String.format(
        Locale.ROOT,
        "matrix-free: M = %d, at most %d products with %d vectors, about %s each; with those of"
            + " its halves or other data sets at most about %s; basis %.2g GiB in memory and on disk",
        samples,
        steps,
        width,
        duration(product + orthogonal),
        duration(all),
        bytes() / 0x1p30);
  }

  private static String duration(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.2g s", seconds);
    }
    return seconds < 6000
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  /** On ever more points, as long as that is quick; the time grows with their square. */
  private double secondsOfProduct(Backend backend, ExperimentConfig config) {
    int dimension = config.data().distribution().dimension();
    long begin = System.nanoTime();
    for (int m = Math.min(SMALLEST, samples); ; m *= 2) {
      RandomStream stream = new Seeds(0).stream("plan");
      RowMatrix points = gaussian(m, dimension, stream);
      RowMatrix vectors = gaussian(width, m, stream);
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
