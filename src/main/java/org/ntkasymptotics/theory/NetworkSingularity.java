package org.ntkasymptotics.theory;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.special.UnitBall;

/**
 * The singularity of the kernel of a network of one hidden layer at given weights, in the limit of
 * many neurons of which these are a sample: the kernel bends where hyperplanes of neurons are.
 *
 * <p>Formula: with lifted weights ũ = (σ_w w, σ_b b) and a = (n, −n·x), θ̃_x(n) = (2π)^{d−1} q²
 * Γ(q)² (σ_w² |x|² + σ_b²) |a|^{−(d+α)} [τ(a/|a|) + τ(−a/|a|)], τ the density on S^d of the
 * directions of ũ with weight (σ_w²/N) c² |ũ|^{2q−2}. Source: theory, section 7, in lifted weights;
 * for weights N(0, 1) it is {@link SingularExpansion#powerNtk}. τ is estimated from the k nearest
 * directions: mass of k − 1 of them over the area to the k-th, with the bias of its powers removed
 * for k a Gamma variable and weights of their own scatter. Asserted by {@code
 * NetworkSingularityTest}.
 */
final class NetworkSingularity implements Singularity {
  /** Enough to tame the scatter of the weights, few enough to follow neurons that gather. */
  static final int NEIGHBOURS = 16;

  /** λₙ of N = 3000 and 10⁴ neurons is 4 and 19 % below that of infinite width at n = N/10. */
  private static final double NEURONS_PER_MODE = 10;

  /** Directions n over which γ_x averages, each with its opposite. */
  private static final int DIRECTIONS = 16;

  private final int d;
  private final double q;
  private final double sigmaW;
  private final double sigmaB;
  private final int neighbours;
  private final double[] directions;
  private final double[] masses;
  private final double scatter;
  private final RowMatrix normals;
  private final double[] logShares;

  private NetworkSingularity(LayeredNetwork network, int neighbours) {
    d = network.inputs();
    q = network.exponent();
    sigmaW = network.sigmaW();
    sigmaB = network.sigmaB();
    this.neighbours = neighbours;
    int width = network.outputWeights().length;
    directions = new double[width * (d + 1)];
    masses = new double[width];
    for (int i = 0; i < width; i++) {
      double norm2 = 0;
      for (int j = 0; j <= d; j++) {
        double u =
            j < d
                ? sigmaW * network.weights().get(0).get(i, j)
                : sigmaB * network.biases().get(0)[i];
        directions[i * (d + 1) + j] = u;
        norm2 += u * u;
      }
      for (int j = 0; j <= d; j++) {
        directions[i * (d + 1) + j] /= Math.sqrt(norm2);
      }
      double c = network.outputWeights()[i];
      masses[i] = sigmaW * sigmaW / width * c * c * Math.pow(norm2, q - 1);
    }
    scatter = relativeVariance(masses);
    SurfaceNodes nodes = directions(d);
    normals = nodes.normals();
    logShares = nodes.logWeights();
  }

  /**
   * The singularity of a network's kernel.
   *
   * @throws IllegalArgumentException if σ_b ≤ 0, if it has several hidden layers or fewer neurons
   *     than the estimate takes
   */
  static NetworkSingularity of(LayeredNetwork network) {
    SingularExpansion.requirePositive(network.sigmaB());
    if (!isKnown(network)) {
      throw new IllegalArgumentException(
          "the laws at given weights are known for one hidden layer of at least "
              + (FEWEST + " neurons; the network has layers of ")
              + network.shape().widths());
    }
    return new NetworkSingularity(network, NEIGHBOURS);
  }

  private static final int FEWEST = 20 * NEIGHBOURS;

  /** Whether the estimate can be made. */
  static boolean isKnown(LayeredNetwork network) {
    return network.hidden() == 1 && network.outputWeights().length >= FEWEST;
  }

  private NetworkSingularity(NetworkSingularity other, int neighbours) {
    d = other.d;
    q = other.q;
    sigmaW = other.sigmaW;
    sigmaB = other.sigmaB;
    this.neighbours = neighbours;
    directions = other.directions;
    masses = other.masses;
    scatter = other.scatter;
    normals = other.normals;
    logShares = other.logShares;
  }

  private static double relativeVariance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v / mean - 1) * (v / mean - 1)).average().orElseThrow();
  }

  /** Half of all directions, since opposite ones give the same. */
  private static SurfaceNodes directions(int d) {
    return switch (d) {
      case 1 -> SurfaceNodes.of(1, 1, null).half();
      case 2 ->
          SurfaceNodes.of(2, 2.0 * DIRECTIONS / SurfaceNodes.of(2, 1, null).size(), null).half();
      case 3 -> SurfaceNodes.of(3, 1.0 / 32, null);
      default -> SurfaceNodes.of(d, 1.0 / 1024, new Seeds(1).stream("theory/directions"));
    };
  }

  @Override
  public int dimension() {
    return d;
  }

  @Override
  public double order() {
    return 2 * q - 1;
  }

  @Override
  public List<Singularity> others() {
    return List.of(
        new NetworkSingularity(this, neighbours / 4), new NetworkSingularity(this, 2 * neighbours));
  }

  @Override
  public double logSymbolPower(double[] x, double[] n, double p) {
    double[] a = new double[d + 1];
    double along = 0;
    double norm2 = 0;
    for (int j = 0; j < d; j++) {
      a[j] = n[j];
      along += n[j] * x[j];
      norm2 += x[j] * x[j];
    }
    a[d] = -along;
    double length2 = 1 + along * along;
    for (int j = 0; j <= d; j++) {
      a[j] /= Math.sqrt(length2);
    }
    double log =
        (d - 1) * Math.log(2 * Math.PI)
            + 2 * (Math.log(q) + Gamma.logGamma(q))
            + Math.log(sigmaW * sigmaW * norm2 + sigmaB * sigmaB)
            - (d + order()) / 2 * Math.log(length2)
            + logDensity(a);
    return p * log - logBias(p);
  }

  /** log [τ(a) + τ(−a)] for a unit vector a. */
  private double logDensity(double[] a) {
    double[] sines = new double[neighbours];
    double[] mass = new double[neighbours];
    Arrays.fill(sines, Double.POSITIVE_INFINITY);
    for (int i = 0; i < masses.length; i++) {
      double cosine = 0;
      for (int j = 0; j <= d; j++) {
        cosine += a[j] * directions[i * (d + 1) + j];
      }
      double sine2 = 1 - cosine * cosine;
      if (sine2 < sines[neighbours - 1]) {
        int place = neighbours - 1;
        for (; place > 0 && sines[place - 1] > sine2; place--) {
          sines[place] = sines[place - 1];
          mass[place] = mass[place - 1];
        }
        sines[place] = sine2;
        mass[place] = masses[i];
      }
    }
    double within = 0;
    for (int i = 0; i < neighbours - 1; i++) {
      within += mass[i];
    }
    // The share of S^d within that angle of a or of −a.
    double reach = Math.max(sines[neighbours - 1], Double.MIN_NORMAL);
    double share = Beta.regularizedBeta(Math.min(1, reach), d / 2.0, 0.5);
    return Math.log(2 * Math.max(within, Double.MIN_NORMAL) / share) - UnitBall.logSurface(d + 1);
  }

  /** log of the mean of (estimate/τ)^p. */
  private double logBias(double p) {
    double k = neighbours;
    return p * Math.log(k - 1)
        + Gamma.logGamma(k - p)
        - Gamma.logGamma(k)
        + Math.log1p(p * (p - 1) / 2 * scatter / (k - 1));
  }

  @Override
  public double logGammaAt(double[] x) {
    double p = d / (d + order());
    double sum = 0;
    for (int i = 0; i < logShares.length; i++) {
      sum += Math.exp(logShares[i] + logSymbolPower(x, normals.row(i), p));
    }
    return Math.log(sum) - d * Math.log(2 * Math.PI) - Math.log(d);
  }

  @Override
  public double lastIndex() {
    return masses.length / NEURONS_PER_MODE;
  }

  /** What to know before trusting the laws. */
  List<String> caveats() {
    return List.of(
        "The laws are for the limit of many neurons of which those of the network are a sample: how"
            + " dense their hyperplanes lie is estimated from the nearest "
            + NEIGHBOURS
            + " of "
            + masses.length
            + ", and the error bars include what a quarter as many and twice as many change. A"
            + " network of finite width leaves the laws at about n = N/10, where its eigenvalues"
            + " fall faster: fits end there.");
  }
}
