package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.theory.FiniteSamplePrediction;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.ValidityWindow;

/**
 * Measured over predicted of the three laws for one sample from the eight-Gaussian mixture, of a
 * process averaged over a few draws of it. {@link #main} prints the table of them in
 * src/site/markdown/validation.md.
 *
 * @param eigenvalues λₙ over its prediction
 * @param partialSums sₙ over its prediction; empty where theory refuses one
 * @param loss L(t) over its prediction; empty where theory refuses one
 */
record LawRatios(Ratio eigenvalues, Optional<Ratio> partialSums, Optional<Ratio> loss) {
  private static final Seeds SEEDS = new Seeds(5);
  private static final int PLACES = 20;
  private static final int GP_WIDTH = 4096;
  private static final int DRAWS = 4;

  /**
   * A ratio along the window of its law.
   *
   * @param level mean of ln(measured/predicted): of the constant
   * @param slope of the same in ln n or ln t: of the exponent
   */
  record Ratio(double level, double slope) {
    static Ratio of(double from, double to, DoubleUnaryOperator measured, DoubleUnaryOperator law) {
      double[] x = new double[PLACES];
      double[] y = new double[PLACES];
      for (int i = 0; i < PLACES; i++) {
        double at = from * Math.pow(to / from, i / (PLACES - 1.0));
        x[i] = Math.log(at);
        y[i] = Math.log(measured.applyAsDouble(at) / law.applyAsDouble(at));
      }
      double meanX = Arrays.stream(x).average().orElseThrow();
      double level = Arrays.stream(y).average().orElseThrow();
      double xy = 0;
      double xx = 0;
      for (int i = 0; i < PLACES; i++) {
        xy += (x[i] - meanX) * (y[i] - level);
        xx += (x[i] - meanX) * (x[i] - meanX);
      }
      return new Ratio(level, xy / xx);
    }
  }

  /** The ball about the origin that holds a good part of the points. */
  static Target ball(int d) {
    return new BallTarget(d <= 2 ? 1 : 0.5 * d);
  }

  /** The output of the kernel's own random network, or of a ReLU network where it has none. */
  static Target process(String spec) {
    AngleKernel own =
        NtkKernel.from(spec, 1, 1) instanceof AngleKernel angular
            ? angular.covariance()
            : new ReluCovariance(1, 1);
    return NetworkGpTarget.draws(own)
        ? new NetworkGpTarget(GP_WIDTH, own)
        : new CovarianceGpTarget(own);
  }

  /** Measures: indices from where the law sets in, or M/10 if that is less, to M/3. */
  static List<LawRatios> of(String spec, int d, List<Target> targets, int samples) {
    Dataset data = new GaussianMixture(d, 8, 1, 0.5).draw(samples, SEEDS);
    NtkKernel kernel = NtkKernel.from(spec, 1, 1);
    List<double[]> residuals = new ArrayList<>();
    for (Target target : targets) {
      for (int draw = 0; draw < DRAWS; draw++) {
        residuals.add(target.draw(data, new Seeds(5 + draw), new ParallelRanges(2)));
      }
    }
    SpectralSample sample;
    try (Backend backend = Backends.open(BackendChoice.CPU, 2)) {
      sample = SpectralSample.measure(backend, kernel, data, residuals);
    }
    List<LawRatios> ratios = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      List<Coefficients> draws = sample.coefficients().subList(k * DRAWS, (k + 1) * DRAWS);
      Laws laws = Laws.of(kernel, data, targets.get(k), SEEDS);
      ratios.add(
          of(
              laws.finiteSample().orElseThrow(),
              sample,
              d,
              mean(sample.spectrum().values(), draws)));
    }
    return ratios;
  }

  private static LawRatios of(
      FiniteSamplePrediction predicted, SpectralSample sample, int d, Coefficients c) {
    double[] lambda = sample.spectrum().values();
    double[] lambdaLaw = predicted.eigenvalues();
    int samples = predicted.samples();
    double from = Math.min(ValidityWindow.firstIndex(d), samples / 10.0);
    double to = samples / 3.0;
    Ratio eigenvalues = Ratio.of(from, to, n -> lambda[(int) n], n -> lambdaLaw[(int) n]);
    if (!predicted.hasLoss()) {
      return new LawRatios(eigenvalues, Optional.empty(), Optional.empty());
    }
    double[] sums = c.partialSums();
    double[] sumLaw = predicted.partialSums();
    Ratio partialSums = Ratio.of(from, to, n -> sums[(int) n], n -> sumLaw[(int) n]);
    Ratio loss =
        Ratio.of(
            0.5 / lambdaLaw[(int) from],
            0.5 / lambdaLaw[(int) to],
            t -> LossCurve.ofModes(sample.spectrum(), c, new double[] {t, 2 * t}).losses()[0],
            t -> predicted.losses(new double[] {t})[0]);
    return new LawRatios(eigenvalues, Optional.of(partialSums), Optional.of(loss));
  }

  /**
   * The root of the mean square: its sums and losses are the means of those of all. Modes of
   * negative eigenvalue, of kernels that are positive on functions without a mean only, are left
   * out: no law is about them.
   */
  private static Coefficients mean(double[] lambda, List<Coefficients> draws) {
    double[] values = new double[draws.get(0).size()];
    for (Coefficients c : draws) {
      for (int n = 0; n < values.length; n++) {
        values[n] += lambda[n] < 0 ? 0 : c.values()[n] * c.values()[n] / draws.size();
      }
    }
    return new Coefficients(Arrays.stream(values).map(Math::sqrt).toArray());
  }

  /** Prints the table: kernels as arguments. */
  public static void main(String[] kernels) {
    for (String spec : kernels) {
      StringBuilder ball = new StringBuilder("| `" + spec + "` | ball |");
      StringBuilder process = new StringBuilder("| | GP |");
      for (int d = 1; d <= 4; d++) {
        List<Target> targets = List.of(ball(d), process(spec));
        List<LawRatios> half = of(spec, d, targets, 500);
        List<LawRatios> all = of(spec, d, targets, 1000);
        ball.append(all.get(0).cell(half.get(0)));
        process.append(all.get(1).cell(half.get(1)));
      }
      System.out.println(ball);
      System.out.println(process);
    }
  }

  /** Three constants and one slope, with a mark where the constants are good to 10 %. */
  private String cell(LawRatios half) {
    String mark = !isWithin(0.1) ? "" : half.isWithin(0.1) ? " **" : " *";
    return loss.isEmpty()
        ? " none |"
        : String.format(
            Locale.ROOT,
            " %.2f %.2f %.2f %+.2f%s |",
            Math.exp(eigenvalues.level),
            Math.exp(partialSums.orElseThrow().level),
            Math.exp(loss.orElseThrow().level),
            loss.orElseThrow().slope,
            mark);
  }

  /** Whether all three constants are that good. */
  boolean isWithin(double allowed) {
    return loss.isPresent()
        && Math.abs(eigenvalues.level) <= allowed
        && Math.abs(partialSums.orElseThrow().level) <= allowed
        && Math.abs(loss.orElseThrow().level) <= allowed;
  }
}
