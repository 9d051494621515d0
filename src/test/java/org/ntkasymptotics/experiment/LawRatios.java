package org.ntkasymptotics.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.theory.FiniteSamplePrediction;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.ValidityWindow;

/**
 * Measured over predicted of the three laws for one sample from the eight-Gaussian mixture. {@link
 * #main} prints the table of them in src/site/markdown/validation.md.
 *
 * @param eigenvalues λₙ over its prediction
 * @param partialSums sₙ over its prediction
 * @param loss L(t) over its prediction
 */
record LawRatios(Ratio eigenvalues, Ratio partialSums, Ratio loss) {
  private static final Seeds SEEDS = new Seeds(5);
  private static final int PLACES = 20;
  private static final int GP_WIDTH = 20_000;

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

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f, %+.2f", Math.exp(level), slope);
    }
  }

  /** The ball about the origin that holds a good part of the points. */
  static Target ball(int d) {
    return new BallTarget(d <= 2 ? 1 : 0.5 * d);
  }

  /** The output of a wide random network. */
  static Target process() {
    return new NetworkGpTarget(GP_WIDTH, 1, 1);
  }

  /** Measures: indices from where the law sets in, or M/10 if that is less, to M/3. */
  static LawRatios of(String spec, int d, Target target, int samples) {
    Dataset data = new GaussianMixture(d, 8, 1, 0.5).draw(samples, SEEDS);
    NtkKernel kernel = NtkKernel.from(spec, 1, 1);
    Laws laws = Laws.of(kernel, data, target, SEEDS);
    FiniteSamplePrediction predicted = laws.finiteSample().orElseThrow();
    SpectralSample sample;
    try (Backend backend = Backends.open(BackendChoice.CPU, 2)) {
      double[] residual = target.draw(data, SEEDS, new ParallelRanges(2));
      sample = SpectralSample.measure(backend, kernel, data, List.of(residual));
    }
    double[] lambda = sample.spectrum().values();
    double[] lambdaLaw = predicted.eigenvalues();
    double[] sums = sample.coefficients().get(0).partialSums();
    double[] sumLaw = predicted.partialSums();
    double from = Math.min(ValidityWindow.firstIndex(d), samples / 10.0);
    double to = samples / 3.0;
    return new LawRatios(
        Ratio.of(from, to, n -> lambda[(int) n], n -> lambdaLaw[(int) n]),
        Ratio.of(from, to, n -> sums[(int) n], n -> sumLaw[(int) n]),
        Ratio.of(
            0.5 / lambdaLaw[(int) from],
            0.5 / lambdaLaw[(int) to],
            t -> loss(sample, t),
            t -> predicted.losses(new double[] {t})[0]));
  }

  private static double loss(SpectralSample sample, double t) {
    return LossCurve.ofModes(
            sample.spectrum(), sample.coefficients().get(0), new double[] {t, 2 * t})
        .losses()[0];
  }

  /** Prints the table: kernels as arguments. */
  public static void main(String[] kernels) {
    int[] sizes = {500, 1000, 2000};
    for (String spec : kernels) {
      for (int d = 1; d <= 4; d++) {
        for (Target target : List.of(ball(d), process())) {
          StringBuilder line = new StringBuilder("| `" + spec + "` | " + d);
          line.append(" | ").append(target instanceof BallTarget ? "ball" : "GP");
          LawRatios[] all = new LawRatios[sizes.length];
          for (int k = 0; k < sizes.length; k++) {
            all[k] = of(spec, d, target, sizes[k]);
          }
          LawRatios last = all[sizes.length - 1];
          line.append(" | ").append(last.eigenvalues).append(" | ").append(last.partialSums);
          line.append(" | ").append(last.loss).append(" | ").append(begin(sizes, all));
          System.out.println(line.append(" |"));
        }
      }
    }
  }

  /** The first size from which on all three constants are good to 10 %. */
  private static String begin(int[] sizes, LawRatios[] all) {
    String begin = "> " + sizes[sizes.length - 1];
    for (int k = sizes.length - 1; k >= 0 && all[k].isWithin(0.1); k--) {
      begin = (k == 0 ? "≤ " : "") + sizes[k];
    }
    return begin;
  }

  /** Whether all three constants are that good. */
  boolean isWithin(double allowed) {
    return Math.abs(eigenvalues.level) <= allowed
        && Math.abs(partialSums.level) <= allowed
        && Math.abs(loss.level) <= allowed;
  }
}
