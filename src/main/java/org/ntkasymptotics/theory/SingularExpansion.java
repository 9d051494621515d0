package org.ntkasymptotics.theory;

import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.special.UnitBall;

/**
 * The leading singularity of a kernel on the diagonal, through its Fourier transform: θ̃_x(k) for
 * large k, homogeneous of degree −(d+α).
 *
 * <p>Formula: θ̃_x(n) = e^{logScale} Σ (constant + slope |x|²) (1 + ratio (x·n)²)^{−(d+α)/2} for
 * |n| = 1. Source: theory, sections 3, 4 and 6; the convention is F̃(k) = ∫ F(z) e^{−ik·z} dz. The
 * same form serves the covariance of a Gaussian process (ζ̃ with β for α). Kept as logarithms
 * because the scale overflows for d in the hundreds. Error: a few ulp of the logarithms; asserted
 * by SingularExpansionTest.
 *
 * @param dimension d, of R^d or of the manifold on which the points lie
 * @param order α of a kernel, β of a covariance
 * @param logScale logarithm of the common factor
 * @param terms at least one
 */
public record SingularExpansion(
    int dimension, double order, double logScale, List<SingularExpansion.Term> terms)
    implements Singularity {

  /**
   * One layer's share.
   *
   * @param constant part of the weight that does not depend on x, ≥ 0
   * @param slope part of the weight that grows with |x|², ≥ 0
   * @param ratio A/b, how the angle's metric favours the direction of x; 0 if it does not
   */
  public record Term(double constant, double slope, double ratio) {}

  /** Copies the terms. */
  public SingularExpansion {
    terms = List.copyOf(terms);
  }

  /**
   * The expansion of a kernel on R^d.
   *
   * @throws IllegalArgumentException if σ_b ≤ 0, or if nothing is known for this kernel
   */
  public static SingularExpansion of(NtkKernel kernel, int d) {
    return KernelSingularity.inSpace(kernel, d);
  }

  /**
   * The expansion of a kernel on the sphere |x| = radius, of dimension m, in its tangent spaces.
   *
   * @throws IllegalArgumentException if σ_b ≤ 0, or if nothing is known for this kernel
   */
  public static SingularExpansion onSphere(NtkKernel kernel, int m, double radius) {
    return KernelSingularity.onSphere(kernel, m, radius);
  }

  /** θ̃ of the shallow NTK of activation (z)₊^q on R^d, any q > ½: α = 2q − 1. */
  public static SingularExpansion powerNtk(double q, int d, double w, double b) {
    double alpha = 2 * q - 1;
    double log = ntkLogFactor(q, d, w) + alpha * Math.log(w) - Math.log(requirePositive(b));
    return new SingularExpansion(d, alpha, log, List.of(new Term(b * b, w * w, w * w / (b * b))));
  }

  /** ζ̃ of the shallow covariance of activation (z)₊^q on R^d, any q > ½: β = 2q + 1. */
  public static SingularExpansion powerCovariance(double q, int d, double w, double b) {
    double beta = 2 * q + 1;
    double log = covarianceLogFactor(q, d, w) + beta * Math.log(w) - Math.log(requirePositive(b));
    return new SingularExpansion(d, beta, log, List.of(new Term(1, 0, w * w / (b * b))));
  }

  /** θ̃ of the shallow NTK of activation (z)₊^q on the sphere |x| = radius of dimension m. */
  static SingularExpansion powerNtkOnSphere(double q, int m, double radius, double w, double b) {
    double r = Math.hypot(w * radius, requirePositive(b));
    return powerOnSphere(ntkLogFactor(q, m, w), q, 2 * q - 1, m, r, w);
  }

  /** ζ̃ of the shallow covariance of activation (z)₊^q on the sphere |x| = radius. */
  static SingularExpansion powerCovarianceOnSphere(
      double q, int m, double radius, double w, double b) {
    double r = Math.hypot(w * radius, requirePositive(b));
    return powerOnSphere(covarianceLogFactor(q, m, w), q, 2 * q + 1, m, r, w);
  }

  /**
   * θ̃ of the Matérn kernel: its transform 2^d π^{d/2} Γ(ν + d/2)/Γ(ν) (2ν/l²)^ν (2ν/l² +
   * |k|²)^{−ν−d/2} for large k, also where ν is whole and the singularity a logarithm; α = 2ν.
   */
  static SingularExpansion matern(double nu, double length, int d) {
    double log =
        d * Math.log(2)
            + d / 2.0 * Math.log(Math.PI)
            + Gamma.logGamma(nu + d / 2.0)
            - Gamma.logGamma(nu)
            + nu * Math.log(2 * nu / (length * length));
    return new SingularExpansion(d, 2 * nu, log, List.of(new Term(1, 0, 0)));
  }

  /** θ̃ of factor · |x − x′|^α, α no even number, in dimension d: the same everywhere. */
  static SingularExpansion powerOfDistance(double alpha, double logFactor, int d) {
    double transform =
        (d + alpha) * Math.log(2)
            + d / 2.0 * Math.log(Math.PI)
            + Gamma.logGamma((d + alpha) / 2)
            - Math.log(Math.abs(Gamma.gamma(-alpha / 2)));
    return new SingularExpansion(d, alpha, logFactor + transform, List.of(new Term(1, 0, 0)));
  }

  /** θ̃ of the NTK of a ReLU network with the given number of hidden layers on R^d: α = 1. */
  public static SingularExpansion deepNtk(int hidden, int d, double w, double b) {
    return DeepLayers.of(hidden, w, b).ntk(d);
  }

  /** ζ̃ of the covariance of a ReLU network with hidden layers on R^d: β = 3. */
  public static SingularExpansion deepCovariance(int hidden, int d, double w, double b) {
    return DeepLayers.of(hidden, w, b).covariance(d);
  }

  /** log θ̃_x(n) for a point of squared norm |x|² and a unit vector n with x·n = along. */
  public double logSymbol(double norm2, double along) {
    double sum = 0;
    double power = -(dimension + order) / 2;
    for (Term term : terms) {
      double q = 1 + term.ratio * along * along;
      double weight = term.constant + term.slope * norm2;
      sum += weight * (terms.size() == 1 ? 1 : Math.pow(q, power));
    }
    double log = logScale + Math.log(sum);
    return terms.size() == 1 ? log + power * Math.log1p(terms.get(0).ratio * along * along) : log;
  }

  /**
   * log γ_x, γ_x = (2π)^{−d} d^{−1} ∫_{|n|=1} θ̃_x(n)^{d/(d+α)} dS(n), the volume of {θ̃_x > 1}
   * over (2π)^d. Source: equation (18) of Velikanov and Yarotsky.
   */
  public double logGamma(double norm2) {
    double d = dimension;
    return -d * Math.log(2 * Math.PI)
        - Math.log(d)
        + AngularIntegral.log(this, d / (d + order), null, 0, norm2);
  }

  @Override
  public double logSymbolPower(double[] x, double[] n, double p) {
    double along = 0;
    for (int j = 0; j < x.length; j++) {
      along += x[j] * n[j];
    }
    return p * logSymbol(DensityNodes.norm2(x), along);
  }

  @Override
  public double logGammaAt(double[] x) {
    return logGamma(DensityNodes.norm2(x));
  }

  @Override
  public double lastIndex() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public List<Singularity> others() {
    return List.of();
  }

  /** The anisotropy shared by all terms of this and {@code other}; NaN if there is none. */
  double commonRatio(SingularExpansion other) {
    double ratio = terms.get(0).ratio;
    boolean same =
        terms.stream().allMatch(t -> t.ratio == ratio)
            && (other == null || other.terms.stream().allMatch(t -> t.ratio == ratio));
    return same ? ratio : Double.NaN;
  }

  /** The largest anisotropy of the terms. */
  double largestRatio() {
    return terms.stream().mapToDouble(Term::ratio).max().orElseThrow();
  }

  /** σ_w² q² Γ(q)² 2^{d+q−1} π^{(d−1)/2} Γ((d+α)/2)/(2π), logarithm. */
  private static double ntkLogFactor(double q, int d, double w) {
    return 2 * Math.log(w * q)
        + 2 * Gamma.logGamma(q)
        + (d + q - 2) * Math.log(2)
        + (d - 3) / 2.0 * Math.log(Math.PI)
        + Gamma.logGamma((d + 2 * q - 1) / 2);
  }

  /** σ_w² Γ(q+1)² 2^{d+q} π^{(d−1)/2} Γ((d+β)/2)/(2π), logarithm. */
  private static double covarianceLogFactor(double q, int d, double w) {
    return 2 * Math.log(w)
        + 2 * Gamma.logGamma(q + 1)
        + (d + q - 1) * Math.log(2)
        + (d - 3) / 2.0 * Math.log(Math.PI)
        + Gamma.logGamma((d + 2 * q + 1) / 2);
  }

  /**
   * On a sphere the angle is (σ_w/r) times the distance: isotropic, factor r^{2q} (σ_w/r)^order.
   */
  private static SingularExpansion powerOnSphere(
      double logFactor, double q, double order, int m, double r, double w) {
    double log = logFactor + 2 * q * Math.log(r) + order * Math.log(w / r);
    return new SingularExpansion(m, order, log, List.of(new Term(1, 0, 0)));
  }

  static double requirePositive(double sigmaB) {
    if (!(sigmaB > 0)) {
      throw new IllegalArgumentException(
          "the laws need sigma_b > 0, got sigma_b = "
              + sigmaB
              + ": without biases the kernel is singular along whole rays; give a positive sigma_b");
    }
    return sigmaB;
  }

  /** The area of the unit sphere of directions, logarithm. */
  double logDirections() {
    return UnitBall.logSurface(dimension);
  }
}
