package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.MatrixFreeConfig;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.krylov.BlockLanczos;
import org.ntkasymptotics.krylov.BlockTridiagonal;
import org.ntkasymptotics.krylov.KrylovSpectrum;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.report.RunDirectory;

/**
 * Estimates spectra by block Lanczos from residuals and probes; its vectors are kept in the run
 * directory step by step, and the small matrix when it is done.
 *
 * @param backend that multiplies
 * @param kernel Θ
 * @param config how far to go
 * @param seeds of the probes
 * @param directory of the run
 * @param prefix folder of this study
 * @param progress hears how far it is
 * @param budget of time
 */
record KrylovMeasurement(
    Backend backend,
    NtkKernel kernel,
    MatrixFreeConfig config,
    Seeds seeds,
    RunDirectory directory,
    String prefix,
    Progress progress,
    TimeBudget budget)
    implements MeasuredSample.Measurement {
  /** Steps between two looks at what is known already. */
  private static final int BETWEEN_CHECKS = 5;

  private static final double NANO = 1e-9;

  /** What a loss is shown to where no accuracy is asked for. */
  private static final double LEAST_ACCURACY = 0.01;

  @Override
  public MeasuredSample of(String name, Dataset data, List<double[]> residuals) {
    int targets = residuals.size();
    KrylovFiles files = new KrylovFiles(directory, prefix + "/" + name, progress::note);
    StagedInputs inputs = StagedInputs.of(directory, prefix + "/" + name, kernel, data, residuals);
    if (!inputs.areKept()) {
      files.discard();
      inputs.keep();
    }
    budget.next(data.samples());
    Optional<BlockTridiagonal> finished = files.matrix();
    BlockTridiagonal matrix = finished.orElseGet(() -> iterate(name, data, residuals, files));
    return new KrylovSample(
        data,
        residuals,
        spectrum(matrix, data.samples(), targets),
        matrix.steps(),
        matrix.width(),
        finished.isPresent() || files.isFinished(),
        Math.max(config.accuracy(), LEAST_ACCURACY),
        -1);
  }

  private KrylovSpectrum spectrum(BlockTridiagonal matrix, int order, int targets) {
    return KrylovSpectrum.of(matrix, order, targets, backend.info().precision());
  }

  private BlockTridiagonal iterate(
      String name, Dataset data, List<double[]> residuals, KrylovFiles files) {
    ParallelRanges ranges = new ParallelRanges(backend.info().threads());
    try (KernelProduct product = backend.product(kernel, data.points())) {
      RowMatrix start = start(name, data.samples(), residuals);
      BlockLanczos lanczos = new BlockLanczos(product, start, ranges, files);
      int most = Math.min(config.steps(), lanczos.mostSteps());
      int resumed = lanczos.steps();
      long begin = System.nanoTime();
      double last = 0;
      while (lanczos.steps() < most && !isEnough(lanczos, data.samples(), residuals.size())) {
        int done = lanczos.steps();
        String where = name + ", " + done + " of at most " + most;
        if (done >= MatrixFreeConfig.LEAST_STEPS && last > budget.left()) {
          return stopped(name + " after " + done, lanczos.tridiagonal());
        }
        double each = done > resumed ? (System.nanoTime() - begin) * NANO / (done - resumed) : 0;
        progress.report("products", (double) done / most, pace(where, each, most - done));
        long before = System.nanoTime();
        lanczos.step();
        last = (System.nanoTime() - before) * NANO;
      }
      BlockTridiagonal matrix = lanczos.tridiagonal();
      files.finish(matrix);
      return matrix;
    }
  }

  /** Its vectors stay for going on. */
  private BlockTridiagonal stopped(String where, BlockTridiagonal matrix) {
    budget.stopped(where);
    directory.writeText(
        RunDirectory.UNFINISHED,
        budget.stops() + " of at most " + config.steps() + " products" + System.lineSeparator());
    return matrix;
  }

  private String pace(String where, double each, int left) {
    return each > 0
        ? String.format(
            Locale.ROOT,
            "%s, %.3g s each, at most %.0f s left",
            where,
            each,
            Math.max(0, Math.min(each * left, budget.left())))
        : where;
  }

  /** Residuals over √M, then probes of random signs. */
  private RowMatrix start(String name, int order, List<double[]> residuals) {
    List<double[]> rows = new ArrayList<>();
    for (double[] residual : residuals) {
      double[] row = residual.clone();
      for (int i = 0; i < order; i++) {
        row[i] /= Math.sqrt(order);
      }
      rows.add(row);
    }
    RandomStream stream = seeds.stream("probes/" + name);
    for (int l = 0; l < config.probes(); l++) {
      double[] row = new double[order];
      for (int i = 0; i < order; i++) {
        row[i] = stream.nextUniform() < 0.5 ? -1 : 1;
      }
      rows.add(row);
    }
    return RowMatrix.of(rows.toArray(double[][]::new));
  }

  /**
   * Whether the wanted eigenvalues are there, and every loss until the modes of index M/3, beyond
   * which no law is expected, are learned. Asked only after whole rounds, so that an interrupted
   * run ends where an uninterrupted one does.
   */
  private boolean isEnough(BlockLanczos lanczos, int order, int targets) {
    if (lanczos.steps() == 0 || lanczos.steps() % BETWEEN_CHECKS != 0 || !(config.accuracy() > 0)) {
      return false;
    }
    KrylovSpectrum known = spectrum(lanczos.tridiagonal(), order, targets);
    if (known.leading() < Math.min(config.leading(), order / 3) || known.lastIndex() < order / 3) {
      return false;
    }
    double[] last = {1 / Math.max(known.eigenvalue(order / 3), 20 * known.floor())};
    for (int l = 0; l < targets; l++) {
      if (known.loss(l, last).accurate(config.accuracy()) == 0) {
        return false;
      }
    }
    return true;
  }
}
