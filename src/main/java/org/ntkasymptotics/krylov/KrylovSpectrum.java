package org.ntkasymptotics.krylov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * What a block tridiagonal matrix says of an operator of order M ≥ its own, whose start vectors
 * were q residuals δf/√M and P probes of random signs.
 *
 * <p>The leading Ritz values are eigenvalues, each within its residual norm. Below them probes
 * count: for random signs v the squares of v's components along eigenvectors have the mean 1, so
 * that Gauss's weights for v, summed over nodes above λ, estimate the number N(λ) of eigenvalues
 * there ({@link CountingFunction}; M. F. Hutchinson 1989). Residuals' weights are their energies,
 * without any noise. Source: Golub and Meurant, "Matrices, moments and quadrature"; L. Lin, Y.
 * Saad, C. Yang, SIAM Review 58 (2016), 34. Asserted against exact spectra by {@code
 * KrylovSpectrumTest}.
 */
public final class KrylovSpectrum {
  /** Ritz values with smaller residual norms, as shares of themselves, count as eigenvalues. */
  public static final double CONVERGED = 1e-3;

  /** Shares of a count and of an energy beyond which their places are too coarse. */
  private static final double COARSEST_COUNT = 0.015;

  private static final double COARSEST_ENERGY = 0.05;

  private final int order;
  private final int targets;
  private final double floor;
  private final double rounding;
  private final RitzValues gauss;
  private final RitzValues radau;
  private final int leading;
  private final CountingFunction counts;

  /** sⱼ over all nodes [target][j]. */
  private final double[][] sums;

  private final List<EnergyFunction> energies;

  /** Where within the errors of energies and losses this estimate lies, from −1 to 1. */
  private final double place;

  private KrylovSpectrum(
      int order, int targets, double floor, double rounding, RitzValues gauss, RitzValues radau) {
    this.order = order;
    this.targets = targets;
    this.floor = floor;
    this.rounding = rounding;
    this.gauss = gauss;
    this.radau = radau;
    int usable = usable(gauss, floor);
    this.leading = Math.min(gauss.converged(CONVERGED), usable);
    this.counts = CountingFunction.of(gauss, targets, leading, order, usable);
    this.sums = new double[targets][];
    List<EnergyFunction> beyond = new ArrayList<>();
    for (int l = 0; l < targets; l++) {
      sums[l] = new Coefficients(gauss.components()[l]).partialSums();
      beyond.add(EnergyFunction.of(gauss, l, leading, usable));
    }
    this.energies = List.copyOf(beyond);
    this.place = 0;
  }

  private KrylovSpectrum(KrylovSpectrum other, CountingFunction counts, double place) {
    this.order = other.order;
    this.targets = other.targets;
    this.floor = other.floor;
    this.rounding = other.rounding;
    this.gauss = other.gauss;
    this.radau = other.radau;
    this.leading = other.leading;
    this.counts = counts;
    this.sums = other.sums;
    this.energies = other.energies;
    this.place = place;
  }

  /**
   * The estimate as it might have come out as well: other probes, other places within the errors of
   * energies and losses. Its leading eigenvalues are the same.
   */
  public KrylovSpectrum drawn(RandomStream random) {
    double other = 2 * random.nextUniform() - 1;
    return new KrylovSpectrum(this, counts.drawn(random), other);
  }

  /**
   * Reads a matrix.
   *
   * @param order M
   * @param targets q, the first start vectors; the others are probes
   * @param precision of the operator
   */
  public static KrylovSpectrum of(
      BlockTridiagonal matrix, int order, int targets, Precision precision) {
    RitzValues gauss = matrix.ritzValues();
    double resolution =
        precision == Precision.SINGLE
            ? Spectrum.resolutionInSingle(order)
            : Spectrum.resolution(order);
    double floor = resolution * gauss.values()[0];
    return new KrylovSpectrum(order, targets, floor, 2 * resolution, gauss, radau(matrix, floor));
  }

  /** The node lies below all eigenvalues, rounding included; further if rounding was larger. */
  private static RitzValues radau(BlockTridiagonal matrix, double floor) {
    for (double below = floor; ; below *= 10) {
      try {
        return matrix.withNode(-below).ritzValues();
      } catch (ArithmeticException e) {
        if (!(below < 1e6 * floor)) {
          throw e;
        }
      }
    }
  }

  private static int usable(RitzValues ritz, double floor) {
    int count = 0;
    while (count < ritz.size() && ritz.values()[count] > floor) {
      count++;
    }
    return count;
  }

  /** M. */
  public int order() {
    return order;
  }

  /** Number of leading eigenvalues that are known one by one. */
  public int leading() {
    return leading;
  }

  /** The leading eigenvalues, largest first. */
  public double[] eigenvalues() {
    return Arrays.copyOf(gauss.values(), leading);
  }

  /** Their residual norms: how far the nearest eigenvalue can be. */
  public double[] residualNorms() {
    return Arrays.copyOf(gauss.residualNorms(), leading);
  }

  /** A target's coefficients of the leading eigenvalues. */
  public double[] coefficients(int target) {
    return Arrays.copyOf(gauss.components()[target], leading);
  }

  /** N(λ), at every node. */
  public CountingFunction counts() {
    return counts;
  }

  /** λₙ, n from 0: an eigenvalue that is known, else where N(λ) = n + ½. */
  public double eigenvalue(int n) {
    return n < leading ? gauss.values()[n] : counts.lambdaAt(n + 0.5);
  }

  /**
   * The largest n up to which eigenvalues are counted well, at most M/2: the lowest nodes are
   * coarse and few.
   */
  public int lastIndex() {
    return Math.min(order / 2, counts.lastIndex(COARSEST_COUNT));
  }

  /** The same of a target's partial sums. */
  public int lastIndex(int target) {
    EnergyFunction energy = energies.get(target);
    int last = lastIndex();
    while (last > leading && energy.coarsenessAt(counts.lambdaAt(last)) > COARSEST_ENERGY) {
      last--;
    }
    return last;
  }

  /** sₙ = Σ_{k ≥ n} c_k² of a target: exactly summed beyond every known eigenvalue. */
  public double partialSum(int target, int n) {
    if (n < leading) {
      return sums[target][n];
    }
    EnergyFunction energy = energies.get(target);
    double lambda = counts.lambdaAt(n);
    return energy.at(lambda) * (1 + place * energy.coarsenessAt(lambda));
  }

  /**
   * Bounds of L(t) = ½ Σ c² exp(−2 λ t): derivatives of the exponential alternate, so Gauss's
   * quadrature is below and Radau's with a node below all eigenvalues is above. With r the
   * resolution, rounding moves an eigenvalue by up to r λ₀ and a component by r: a term by 2 r (1 +
   * λ₀ t).
   *
   * @param times not negative, strictly ascending
   */
  public LossBounds loss(int target, double[] times) {
    double[] shares = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      shares[k] = rounding * (1 + gauss.values()[0] * times[k]);
    }
    return new LossBounds(
        LossCurve.ofModes(nodes(gauss), new Coefficients(gauss.components()[target]), times),
        LossCurve.ofModes(nodes(radau), new Coefficients(radau.components()[target]), times),
        shares);
  }

  /** L(t), half way between the bounds, or where this estimate lies between them. */
  public LossCurve lossCurve(int target, double[] times) {
    return loss(target, times).curve(place);
  }

  /** ½ Σ c² (1 − η λ)^{2k}, by Gauss's quadrature. */
  public LossCurve stepLoss(int target, double stepSize, long[] steps) {
    return LossCurve.ofSteps(
        nodes(gauss), new Coefficients(gauss.components()[target]), stepSize, steps);
  }

  private static Spectrum nodes(RitzValues ritz) {
    return new Spectrum(ritz.values());
  }

  /** The value below which an eigenvalue is rounding. */
  public double floor() {
    return floor;
  }

  /** q. */
  public int targets() {
    return targets;
  }
}
