package org.ntkasymptotics.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Density;
import org.ntkasymptotics.data.MixtureDensity;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.special.UnitBall;

/** What the laws need to know of the data: their dimension, their density, and the kernel there. */
final class DataGeometry {
  /** What is known of the density. */
  enum Kind {
    /** Known, positive everywhere, with Gaussian tails. */
    SMOOTH,
    /** Known, jumps to zero at the edge of its support. */
    HARD_EDGED,
    /** Uniform on a sphere. */
    SPHERE,
    /** Points without a known density. */
    UNKNOWN
  }

  private static final double NETWORK_SHARE = 1.0 / 8;

  private final Kind kind;
  private final Dataset dataset;
  private final Singularity kernel;
  private final ToDoubleFunction<double[]> logGamma;
  private final double radius;
  private final NearestNeighbours neighbours;
  private final double effectiveDimension;

  private DataGeometry(
      Kind kind,
      Dataset dataset,
      Singularity kernel,
      double radius,
      NearestNeighbours neighbours,
      double effectiveDimension) {
    this.kind = kind;
    this.dataset = dataset;
    this.kernel = kernel;
    this.logGamma = logGamma(kernel);
    this.radius = radius;
    this.neighbours = neighbours;
    this.effectiveDimension = effectiveDimension;
  }

  private static ToDoubleFunction<double[]> logGamma(Singularity kernel) {
    if (kernel instanceof SingularExpansion expansion) {
      DoubleUnaryOperator radial = RadialTable.of(expansion::logGamma, expansion, null);
      return x -> radial.applyAsDouble(DensityNodes.norm2(x));
    }
    return kernel::logGammaAt;
  }

  static DataGeometry of(NtkKernel kernel, Dataset dataset) {
    if (dataset.distribution().isPresent()
        && dataset.distribution().get() instanceof UniformSphere sphere) {
      int m = sphere.dimension() - 1;
      return new DataGeometry(
          Kind.SPHERE,
          dataset,
          SingularExpansion.onSphere(kernel, m, sphere.radius()),
          sphere.radius(),
          null,
          m);
    }
    Singularity expansion = KernelSingularity.of(kernel, dataset.dimension());
    int d = dataset.dimension();
    if (dataset.density().isEmpty()) {
      NearestNeighbours near = new NearestNeighbours(dataset.points());
      double effective = near.effectiveDimension();
      return new DataGeometry(Kind.UNKNOWN, dataset, expansion, Double.NaN, near, effective);
    }
    boolean smooth = dataset.density().get() instanceof MixtureDensity;
    Kind kind = smooth ? Kind.SMOOTH : Kind.HARD_EDGED;
    return new DataGeometry(kind, dataset, expansion, Double.NaN, null, d);
  }

  /** The same with the density estimated from one of several disjoint parts of the points. */
  DataGeometry part(int part, int parts) {
    return new DataGeometry(
        kind, dataset, kernel, radius, neighbours.part(part, parts), effectiveDimension);
  }

  /** How many parts the points may be split into. */
  int parts() {
    return neighbours.parts();
  }

  /** Whether the density may have tails that fall off like a Gaussian's. */
  boolean mayHaveTails() {
    return kind == Kind.SMOOTH || kind == Kind.UNKNOWN;
  }

  Kind kind() {
    return kind;
  }

  /** d, or d − 1 for points on a sphere. */
  int dimension() {
    return kernel.dimension();
  }

  Singularity kernel() {
    return kernel;
  }

  double sphereRadius() {
    return radius;
  }

  /**
   * s of the first correction n^−s to the laws, n ~ k^d: relative order k^−2 for a smooth density
   * and one angle (the next singular term and the next term of the symbol calculus), k^−1 where the
   * density has an edge or the angles of several layers have different metrics. Unknown where the
   * density is.
   */
  OptionalDouble firstCorrection() {
    boolean oneMetric = kernel instanceof SingularExpansion e && e.terms().size() == 1;
    boolean first = kind == Kind.HARD_EDGED || !oneMetric;
    return kind == Kind.UNKNOWN
        ? OptionalDouble.empty()
        : OptionalDouble.of((first ? 1.0 : 2.0) / dimension());
  }

  /** ν = 1 + α/d. */
  double nu() {
    return 1 + kernel.order() / kernel.dimension();
  }

  /** −α/(d+α), the power of μ in the local Λ. */
  double localPower() {
    return -kernel.order() / (kernel.dimension() + kernel.order());
  }

  /** log Λ_loc = ν (log γ_x + log μ^{−α/(d+α)}). */
  double logLambda(double[] x, double logDensityPower) {
    return nu() * (logGamma(x) + logDensityPower);
  }

  /** log γ_x. */
  double logGamma(double[] x) {
    return logGamma.applyAsDouble(x);
  }

  /** The same data with estimates of the kernel of other resolution, see {@link Singularity}. */
  List<DataGeometry> others() {
    return kernel.others().stream()
        .map(r -> new DataGeometry(kind, dataset, r, radius, neighbours, effectiveDimension))
        .toList();
  }

  /** The share of the usual nodes that a kernel is worth: an estimate is dear, and rough. */
  double share() {
    return kernel instanceof NetworkSingularity ? NETWORK_SHARE : 1;
  }

  /** The singularity of another kernel here, such as ζ̃ of a covariance. */
  SingularExpansion expansion(NtkKernel other) {
    return kind == Kind.SPHERE
        ? KernelSingularity.onSphere(other, dimension(), radius)
        : KernelSingularity.inSpace(other, dimension());
  }

  /** Nodes for ∫ μ^p h dx with p ≥ {@code power}. */
  DensityNodes nodes(double power, RandomStream stream) {
    return switch (kind) {
      case SPHERE -> sphereNode();
      case UNKNOWN -> neighbours.nodes();
      default ->
          kernel instanceof NetworkSingularity
              ? NodePlacement.ofAnyFunction(density(), power, stream)
              : NodePlacement.of(density(), power, stream);
    };
  }

  /** log μ(x)^p at any point. */
  double logPowerAt(double[] x, double p) {
    if (kind == Kind.UNKNOWN) {
      return neighbours.logPower(x, p);
    }
    double log = density().logDensity(x);
    return p == 0 ? 0 : p * log;
  }

  /** Why constants cannot be given at all; empty if they can. */
  String whyNoConstants() {
    return kind == Kind.UNKNOWN ? neighbours.obstacle() : "";
  }

  /** What a reader should know about these data. */
  List<String> caveats() {
    List<String> caveats = new ArrayList<>();
    if (kernel instanceof NetworkSingularity network) {
      caveats.addAll(network.caveats());
    }
    if (kind == Kind.HARD_EDGED) {
      caveats.add(
          "The density jumps to zero at the edge of its support: the eigenvalues approach their law"
              + " from above, slowly, with a relative error of the order n^(−1/d).");
    }
    boolean estimated = kind == Kind.UNKNOWN && whyNoConstants().isEmpty();
    if (estimated) {
      caveats.add(
          "The density is estimated from the distances to the 5th neighbours, with exact moment"
              + " correction: averages come out low by 1 % (d = 1) to 4 % (d = 4) for 1000 points,"
              + " 0.7 % to 2.4 % for 10 000; their scatter is 0.5–2 %.");
    }
    if (kind == Kind.UNKNOWN) {
      caveats.addAll(dimensionCaveats());
    }
    if (dimension() >= 4 && kind != Kind.SPHERE && whyNoConstants().isEmpty()) {
      caveats.add(
          "In d ≥ 4 the eigenvalues of any sample that fits a computer lie 10–30 % above the law:"
              + " it is reached only for n beyond about 10⁴.");
    }
    return caveats;
  }

  private List<String> dimensionCaveats() {
    if (Double.isNaN(effectiveDimension)) {
      return List.of();
    }
    String found =
        String.format(
            Locale.ROOT,
            "The distances between neighbours suggest %.1f dimensions; the exponents here are for"
                + " d = %d.",
            effectiveDimension,
            dimension());
    if (neighbours.obstacle().isEmpty()) {
      return List.of(found);
    }
    String distrust =
        String.format(
            Locale.ROOT,
            "Do not trust these exponents: they need a density on R^%d. For %.1f dimensions the"
                + " eigenvalue exponent would be %.3g instead of %.3g.",
            dimension(),
            effectiveDimension,
            1 + kernel.order() / effectiveDimension,
            nu());
    return List.of(found, distrust);
  }

  private Density density() {
    return dataset.density().orElseThrow();
  }

  private DensityNodes sphereNode() {
    double logArea = UnitBall.logSurface(dimension() + 1) + dimension() * Math.log(radius);
    RowMatrix point = RowMatrix.zeros(1, dimension() + 1);
    point.set(0, 0, radius);
    double[] logVolume = {logArea};
    double[] logDensity = Arrays.stream(logVolume).map(v -> -v).toArray();
    return new DensityNodes(
        point, logDensity, logVolume, false, "the closed form for a sphere", null);
  }
}
