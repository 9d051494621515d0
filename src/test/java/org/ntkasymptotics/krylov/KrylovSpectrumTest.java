package org.ntkasymptotics.krylov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LogGrid;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/** Every estimate beside the exact spectrum λₙ = (n + ½)^−1.5 with c² ~ (n + ½)^−1.5. */
class KrylovSpectrumTest {
  private static final int M = 2048;
  private static final int PROBES = 8;
  private static final WalshDiagonal OPERATOR = WalshDiagonal.powerLaw(M, 1.5);

  /** Coefficients of the one residual, with signs that alternate. */
  private static double[] coefficients() {
    double[] c = new double[M];
    for (int n = 0; n < M; n++) {
      c[n] = (n % 2 == 0 ? 1 : -1) * Math.pow(n + 0.5, -0.75);
    }
    return c;
  }

  private static KrylovSpectrum estimate(int steps, long seed) {
    return KrylovSpectrum.of(iterate(steps, seed), M, 1, Precision.DOUBLE);
  }

  /** The residual, then probes. */
  private static RowMatrix start(long seed) {
    RowMatrix start = RowMatrix.zeros(PROBES + 1, M);
    System.arraycopy(OPERATOR.components(coefficients()), 0, start.array(), 0, M);
    Random random = new Random(seed);
    for (int i = M; i < start.array().length; i++) {
      start.array()[i] = random.nextBoolean() ? 1 : -1;
    }
    return start;
  }

  private static BlockTridiagonal iterate(int steps, long seed) {
    BlockLanczos lanczos =
        new BlockLanczos(OPERATOR, start(seed), new ParallelRanges(2), LanczosStore.NONE);
    while (lanczos.steps() < steps) {
      lanczos.step();
    }
    return lanczos.tridiagonal();
  }

  @Test
  void leadingEigenvaluesAndTheirCoefficientsAreExact() {
    KrylovSpectrum spectrum = estimate(40, 1);
    double[] c = coefficients();
    double[] sums = new Coefficients(c).partialSums();
    assertTrue(spectrum.leading() >= 100, "leading: " + spectrum.leading());
    for (int n = 0; n < spectrum.leading(); n++) {
      double exact = OPERATOR.values()[n];
      double rounding = M * 0x1p-52 * OPERATOR.values()[0];
      assertWithin(
          exact, spectrum.eigenvalues()[n], spectrum.residualNorms()[n] + rounding, "" + n);
      assertEquals(spectrum.eigenvalues()[n], spectrum.eigenvalue(n), 0);
      // A Ritz vector is off by its residual norm over the distance to the next eigenvalue.
      double gap = exact - OPERATOR.values()[n + 1];
      double angle = spectrum.residualNorms()[n] / gap + 1e-10;
      assertWithin(
          Math.abs(c[n]),
          Math.abs(spectrum.coefficients(0)[n]),
          2 * angle * Math.sqrt(sums[0]),
          "c");
      assertRelative(sums[n], spectrum.partialSum(0, n), 2 * angle + 1e-9, "s" + n);
    }
  }

  @Test
  void theLossLiesBetweenItsBoundsAtEveryOrder() {
    double[] times = LogGrid.times(0.1, 1e5, 10);
    double[] exact =
        LossCurve.ofModes(new Spectrum(OPERATOR.values()), new Coefficients(coefficients()), times)
            .losses();
    int before = 0;
    for (int steps : new int[] {1, 3, 10, 30}) {
      LossBounds bounds = estimate(steps, 2).loss(0, times);
      for (int k = 0; k < times.length; k++) {
        // Beside the bounds only the rounding of M terms and of the basis.
        double rounding = M * 0x1p-52 * (1 + times[k]) * exact[0];
        assertTrue(bounds.lower().losses()[k] <= exact[k] + rounding, steps + ": t = " + times[k]);
        assertTrue(bounds.upper().losses()[k] >= exact[k] - rounding, steps + ": t = " + times[k]);
        assertWithin(exact[k], bounds.curve().losses()[k], bounds.errors()[k], "t = " + times[k]);
      }
      int accurate = bounds.accurate(0.01);
      assertTrue(accurate >= before, "more steps say more");
      before = accurate;
    }
    assertTrue(times[before - 1] >= 2e4, "known until t = " + times[before - 1]);
  }

  /** Deviations in units of their errors, over several draws of probes. */
  @Test
  void countsAreRightWithinTheirErrors() {
    double squares = 0;
    double sum = 0;
    int terms = 0;
    for (long seed = 1; seed <= 4; seed++) {
      KrylovSpectrum spectrum = estimate(40, seed);
      CountingFunction counts = spectrum.counts();
      double[] errors = counts.error();
      for (int j = 0; j < spectrum.leading(); j++) {
        assertEquals(j + 0.5, counts.count()[j], 0);
        assertEquals(0, errors[j], 0);
      }
      assertTrue(spectrum.lastIndex() >= M / 3, "resolved to n = " + spectrum.lastIndex());
      for (int n : new int[] {200, 300, 450, 660}) {
        double lambda = Math.pow(n, -1.5);
        double got = counts.at(lambda);
        int j = 0;
        while (counts.lambda()[j] > lambda) {
          j++;
        }
        double deviation = (got - n) / errors[j];
        squares += deviation * deviation;
        sum += deviation;
        terms++;
        assertRelative(n + 0.5, counts.at(spectrum.eigenvalue(n)), 1e-12, "inverse of the count");
      }
    }
    // Sixteen deviations, four of each draw alike: with as few as four independent ones a mean
    // square or a mean as far off has a probability below 1/1000.
    assertTrue(squares / terms < 4.6, "mean square " + squares / terms);
    assertTrue(squares / terms > 0.02, "errors are not inflated: " + squares / terms);
    assertTrue(Math.abs(sum / terms) < 1.65, "mean " + sum / terms);
  }

  /** Beside what the same probes count of the exact eigenvalues; steps are few, so rounds long. */
  @Test
  void countsFollowTheirProbesWithinARound() {
    for (int steps : new int[] {12, 20, 40}) {
      KrylovSpectrum spectrum = estimate(steps, 5);
      CountingFunction counts = spectrum.counts();
      RowMatrix start = start(5);
      double[] squares = new double[M];
      for (int l = 1; l <= PROBES; l++) {
        double[] c = OPERATOR.components(start.row(l));
        Arrays.setAll(squares, n -> squares[n] + c[n] * c[n] / PROBES);
      }
      double exact = spectrum.leading();
      int j = spectrum.leading();
      for (int n = j; n < spectrum.lastIndex(); n++) {
        while (counts.lambda()[j] > OPERATOR.values()[n]) {
          j++;
        }
        exact += squares[n];
        // Within a round of W the quadrature does not follow the bridge of standard deviation up to
        // √(2 W/P)/2 that the probes' own count makes: three of them, and half an eigenvalue.
        double inRound = Math.sqrt(12 * n * counts.coarseness()[j]);
        double allowed = counts.coarseness()[j] + 1.5 * Math.sqrt(2 * inRound / PROBES) + 0.5;
        assertWithin(
            exact - squares[n] / 2, counts.at(OPERATOR.values()[n]), allowed, steps + ": " + n);
      }
    }
  }

  @Test
  void energiesAreThoseOfTheResidualWithinARound() {
    double[] sums = new Coefficients(coefficients()).partialSums();
    for (int steps : new int[] {12, 20, 40}) {
      RitzValues ritz = iterate(steps, 6).ritzValues();
      int known = ritz.converged(KrylovSpectrum.CONVERGED);
      EnergyFunction energy = EnergyFunction.of(ritz, 0, known, ritz.size());
      for (int n = known + 8; n < M / 3; n += 9) {
        double lambda = OPERATOR.values()[n];
        double exact = (sums[n] + sums[n + 1]) / 2;
        // A round's nodes hold at least as many eigenvalues W, over which start vectors mix by
        // 1/√W, so that its heavy one is off by that share of half a round.
        double mixing = Math.sqrt(12 * energy.coarsenessAt(lambda) / (PROBES + 1)) / 2;
        double allowed = energy.coarsenessAt(lambda) + mixing;
        assertRelative(exact, energy.at(lambda), allowed, steps + ": s" + n);
      }
    }
  }

  @Test
  void aSpectrumOfFewEigenvaluesIsReadToItsEnd() {
    double[] few = new double[300];
    Arrays.setAll(few, n -> n < 5 ? 5 - n : 0);
    MirroredDiagonal operator = MirroredDiagonal.of(few);
    RowMatrix start = RowMatrix.zeros(3, 300);
    Random random = new Random(4);
    Arrays.setAll(start.array(), i -> random.nextBoolean() ? 1 : -1);
    BlockLanczos lanczos =
        new BlockLanczos(operator, start, new ParallelRanges(1), LanczosStore.NONE);
    for (int k = 0; k < 6; k++) {
      lanczos.step();
    }
    KrylovSpectrum spectrum = KrylovSpectrum.of(lanczos.tridiagonal(), 300, 0, Precision.DOUBLE);
    assertEquals(5, spectrum.leading());
    assertWithin(1, spectrum.eigenvalue(4), 1e-13, "the last");
  }

  @Test
  void blocksSurviveTheirFiles() {
    RowMatrix start = RowMatrix.zeros(2, M);
    start.set(0, 3, 1);
    start.set(1, 5, 2);
    BlockLanczos lanczos =
        new BlockLanczos(OPERATOR, start, new ParallelRanges(1), LanczosStore.NONE);
    lanczos.step();
    lanczos.step();
    BlockTridiagonal matrix = lanczos.tridiagonal();
    BlockTridiagonal read = BlockTridiagonal.from(matrix.packed());
    assertEquals(2, read.steps());
    assertTrue(Arrays.equals(matrix.packed().array(), read.packed().array()));
    assertTrue(Arrays.equals(matrix.ritzValues().values(), read.ritzValues().values()));
  }
}
