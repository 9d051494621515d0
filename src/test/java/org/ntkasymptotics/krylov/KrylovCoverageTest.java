package org.ntkasymptotics.krylov;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.fit.Estimate;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.PowerLawFits;
import org.ntkasymptotics.fit.Replicas;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LogGrid;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * How often intervals of numbers fitted to estimates hold those fitted to the exact spectrum λₙ =
 * (n + ½)^−1.5, sₙ = n^−½, over many draws of probes, by the part of the interval that comes from
 * the estimate's own errors, and by all of it. The binomial sd of a coverage of 0.95 over 80 trials
 * is 0.024; seeds are fixed.
 */
class KrylovCoverageTest {
  private static final int M = 1024;
  private static final int PROBES = 5;
  private static final int TRIALS = Integer.getInteger("ntk.trials", 80);
  private static final int DRAWS = 60;
  private static final double NU = 1.5;
  private static final double KAPPA = 0.5;
  private static final WalshDiagonal OPERATOR = WalshDiagonal.powerLaw(M, NU);
  private static final double[] PLACES =
      IntStream.rangeClosed(25, 360).mapToDouble(n -> n).toArray();

  /** At the last of them five products leave the loss uncertain by some percent. */
  private static final double[] TIMES = LogGrid.times(1, 400, 20);

  private static double[] coefficients() {
    double[] c = new double[M];
    for (int n = 0; n < M; n++) {
      double rest = n + 1 < M ? Math.pow(n + 1, -KAPPA) : 0;
      c[n] = Math.sqrt((n == 0 ? 2 : Math.pow(n, -KAPPA)) - rest);
    }
    return c;
  }

  /** One for each trial. */
  private static List<KrylovSpectrum> estimates(int steps) {
    return LongStream.range(0, TRIALS).mapToObj(seed -> estimate(steps, seed)).toList();
  }

  private static KrylovSpectrum estimate(int steps, long seed) {
    RowMatrix start = RowMatrix.zeros(PROBES + 1, M);
    System.arraycopy(OPERATOR.components(coefficients()), 0, start.array(), 0, M);
    Random random = new Random(seed);
    for (int i = M; i < start.array().length; i++) {
      start.array()[i] = random.nextBoolean() ? 1 : -1;
    }
    BlockLanczos lanczos =
        new BlockLanczos(OPERATOR, start, new ParallelRanges(1), LanczosStore.NONE);
    while (lanczos.steps() < steps) {
      lanczos.step();
    }
    return KrylovSpectrum.of(lanczos.tridiagonal(), M, 1, Precision.DOUBLE);
  }

  private static Series atPlaces(DoubleUnaryOperator value) {
    return new Series(PLACES, Arrays.stream(PLACES).map(value).toArray());
  }

  /** Errors and half-widths of one number. */
  private static final class Coverage {
    private final String name;
    private int byOwn;
    private int byAll;
    private double squares;
    private double own;

    Coverage(String name) {
      this.name = name;
    }

    /** The own part is what the statistical one has beyond that of a series without draws. */
    void add(double error, double with, double without) {
      double part = Math.sqrt(with * with - without * without);
      byOwn += Math.abs(error) <= part ? 1 : 0;
      byAll += Math.abs(error) <= with ? 1 : 0;
      squares += error * error / TRIALS;
      own += part / TRIALS;
    }

    void check(double widest) {
      double needed = 1.96 * Math.sqrt(squares);
      String message =
          String.format(
              Locale.ROOT,
              "%s: coverage %.3f, by the own part %.3f, which is %.2f times what is needed, %.2g",
              name,
              byAll / (double) TRIALS,
              byOwn / (double) TRIALS,
              own / needed,
              needed);
      assertTrue(byOwn >= 0.9 * TRIALS && byAll >= 0.93 * TRIALS, message);
      assertTrue(own <= widest * needed, message);
    }
  }

  private static void judge(
      String what,
      List<KrylovSpectrum> trials,
      Series exact,
      FitWindow window,
      FitRules rules,
      double widest,
      Function<KrylovSpectrum, Series> series) {
    PowerLawFit truth = PowerLawFits.of(Replicas.single(exact), window, rules);
    List<ToDoubleFunction<PowerLawFit>> numbers =
        List.of(
            f -> f.exponent().value(),
            f -> Math.log(f.constant().value()),
            f -> Math.log(f.constantAtTheory().orElseThrow().value()));
    List<Function<PowerLawFit, Estimate>> estimates =
        List.of(
            PowerLawFit::exponent, PowerLawFit::constant, f -> f.constantAtTheory().orElseThrow());
    List<Coverage> all =
        List.of(
            new Coverage(what + ", exponent"),
            new Coverage(what + ", constant"),
            new Coverage(what + ", constant at theory"));
    Seeds seeds = new Seeds(1);
    for (KrylovSpectrum spectrum : trials) {
      Replicas single = Replicas.single(series.apply(spectrum));
      List<Series> draws =
          IntStream.range(0, DRAWS)
              .mapToObj(d -> series.apply(spectrum.drawn(seeds.stream("draw/" + d))))
              .toList();
      PowerLawFit without = PowerLawFits.of(single, window, rules);
      PowerLawFit with = PowerLawFits.of(single.within(draws), window, rules);
      for (int i = 0; i < all.size(); i++) {
        all.get(i)
            .add(
                numbers.get(i).applyAsDouble(with) - numbers.get(i).applyAsDouble(truth),
                estimates.get(i).apply(with).statistical(),
                estimates.get(i).apply(without).statistical());
      }
    }
    all.forEach(c -> c.check(widest));
  }

  @Test
  void eigenvaluesFromCountsAndPartialSumsBelowThem() {
    List<KrylovSpectrum> trials = estimates(24);
    FitWindow window = new FitWindow(30, 340);
    judge(
        "eigenvalues",
        trials,
        atPlaces(n -> Math.pow(n + 0.5, -NU)),
        window,
        FitRules.standard().withTheoreticalExponent(NU),
        1.5,
        s -> atPlaces(n -> s.eigenvalue((int) n)));
    judge(
        "partial sums",
        trials,
        atPlaces(n -> Math.pow(n, -KAPPA)),
        window,
        FitRules.standard().withTheoreticalExponent(KAPPA),
        1.5,
        s -> atPlaces(n -> s.partialSum(0, (int) n)));
  }

  @Test
  void lossesBetweenTheirBounds() {
    double[] exact =
        LossCurve.ofModes(new Spectrum(OPERATOR.values()), new Coefficients(coefficients()), TIMES)
            .losses();
    judge(
        "loss",
        estimates(5),
        new Series(TIMES, exact),
        new FitWindow(10, 400),
        FitRules.forLoss().withTheoreticalExponent(KAPPA / NU),
        1.5,
        s -> new Series(TIMES, s.lossCurve(0, TIMES).losses()));
  }
}
