package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.config.MatrixFreeConfig;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.SyntheticDigits;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.krylov.CountingFunction;
import org.ntkasymptotics.krylov.KrylovSpectrum;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * What products tell of one data set beside all its eigenvalues, by kernel, dimension and target.
 * {@code -Dntk.samples=4000 -Dntk.mnist=DIR} for larger ones and real digits.
 */
class KrylovBesideDenseTest {
  private static final int SAMPLES = Integer.getInteger("ntk.samples", 320);

  /** Standard errors that none of some dozen deviations may be beyond, once in 10⁴ tests. */
  private static final double FAR = 4.5;

  /** What the energy of a round adds at most, where it is shown at all. */
  private static final double PLACE = 0.1;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "relu-ntk, 'data.mixture={d: 2}', ball",
    "relu-covariance, 'data.uniform=sphere:d=3', gp",
    "laplace:length=1.0, 'data.mixture={d: 3}', ball",
    "deep-relu-ntk:hidden=2, 'data.mixture={d: 4}', gp",
    "power-ntk:q=1.5, 'data.mixture={d: 2}', ball",
    "relu-ntk, digits, label:one=3",
  })
  void saysTheSame(String kernel, String data, String target) throws IOException {
    ExperimentConfig config =
        ConfigSource.of(ExperimentKind.SPECTRUM)
            .set(data.equals("digits") ? digits() : data)
            .set("data.samples=" + SAMPLES)
            .set("kernel=" + kernel)
            .set("target='" + target + "'")
            .set("backend.name=cpu")
            .set("spectrum.matrix-free={enabled: true, steps: " + (SAMPLES > 1000 ? 60 : 16) + "}")
            .config();
    Dataset points = config.data().draw(config.seeds());
    try (Backend backend = Backends.open(config.backendOptions(), Progress.NONE);
        RunDirectory directory = RunDirectory.start(dir.resolve("run"), config.toYaml())) {
      List<double[]> residuals =
          SpectralStudy.residuals(config.targets(), points, config.seeds(), backend);
      SpectralSample exact = SpectralSample.measure(backend, config.kernel(), points, residuals);
      MatrixFreeConfig free = config.spectrum().matrixFree();
      KrylovSample estimate =
          (KrylovSample)
              new KrylovMeasurement(
                      backend,
                      config.kernel(),
                      free,
                      config.seeds(),
                      directory,
                      "spectra",
                      Progress.NONE,
                      new TimeBudget(free, SAMPLES, 1))
                  .of("data-set-0", points, residuals);
      judgeEigenvalues(exact.spectrum(), estimate.spectrum());
      judgeSums(exact, estimate);
      judgeLosses(exact, estimate);
    }
  }

  private String digits() throws IOException {
    String real = System.getProperty("ntk.mnist");
    Path place = dir.resolve("digits");
    if (real == null) {
      SyntheticDigits.write(Files.createDirectories(place), SAMPLES, 8);
    }
    return "data.mnist=" + (real == null ? place : real);
  }

  private static void judgeEigenvalues(Spectrum exact, KrylovSpectrum estimate) {
    double[] errors = estimate.residualNorms();
    assertTrue(errors.length >= Math.min(SAMPLES / 20, 100), "leading: " + errors.length);
    double rounding = SAMPLES * 0x1p-52 * exact.values()[0];
    for (int n = 0; n < errors.length; n++) {
      assertWithin(
          exact.values()[n], estimate.eigenvalues()[n], errors[n] + rounding, "eigenvalue " + n);
    }
    CountingFunction counts = estimate.counts();
    assertTrue(estimate.lastIndex() >= SAMPLES / 6, "counted to " + estimate.lastIndex());
    for (int n = errors.length; n < estimate.lastIndex(); n++) {
      double allowed = FAR * errorAt(counts, n) + 1;
      assertWithin(n + 0.5, counts.at(exact.values()[n]), allowed, "count " + n);
    }
  }

  private static double errorAt(CountingFunction counts, double n) {
    int j = 0;
    while (j < counts.count().length - 1 && counts.count()[j] < n) {
      j++;
    }
    return counts.error()[j];
  }

  /** s at an index that is as wrong as the count. */
  private static void judgeSums(SpectralSample exact, KrylovSample estimate) {
    double[] sums = exact.coefficients().get(0).partialSums();
    CountingFunction counts = estimate.spectrum().counts();
    Series series = estimate.partialSums(0);
    for (int i = 0; i < series.size(); i++) {
      double n = series.x()[i];
      double off = FAR * errorAt(counts, n) + 1;
      double most = sums[(int) Math.max(0, Math.ceil(n - off))] * (1 + PLACE);
      double least = sums[(int) Math.min(SAMPLES - 1, n + off)] * (1 - PLACE);
      assertTrue(
          series.y()[i] <= most && series.y()[i] >= least,
          String.format(
              Locale.ROOT, "s%.0f: %.4g, between %.4g and %.4g", n, series.y()[i], least, most));
    }
  }

  private static void judgeLosses(SpectralSample exact, KrylovSample estimate) {
    double[] times = estimate.times(0, 20);
    double[] losses = exact.loss(0, times).losses();
    double[] errors = estimate.bounds(0, times).errors();
    LossCurve curve = estimate.loss(0, times);
    assertTrue(times[times.length - 1] > 20 * times[0], "known for a decade and more");
    for (int k = 0; k < times.length; k++) {
      assertWithin(losses[k], curve.losses()[k], errors[k] + 1e-12 * losses[0], "t " + times[k]);
    }
  }
}
