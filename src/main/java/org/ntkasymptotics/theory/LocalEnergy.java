package org.ntkasymptotics.theory;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.special.GaussLegendre;
import org.ntkasymptotics.special.UnitBall;

/**
 * The energy S of the initial error, s(λ) ≈ S λ^ξ for small λ, and where in space it comes from.
 *
 * <p>Source: theory, section 5; equations (25) and (corrected) (27) of Velikanov and Yarotsky.
 *
 * @param xi ξ
 * @param energy contributions to S, one a node
 * @param logLambda logarithm of the local Λ at the node, Λ_loc = (γ_x μ^{−α/(d+α)})^ν
 * @param total S with its error
 * @param method how S was computed
 */
record LocalEnergy(double xi, double[] energy, double[] logLambda, Estimate total, String method) {

  /** By how much, in a decade, r^d times a density must fall off for its integral to converge. */
  private static final double DECAY = 0.01;

  /** Where the constant C of L ≈ C t^−ξ comes from: C = (S/2) Γ(1+ξ) 2^−ξ. */
  static double lossPerEnergy(double xi) {
    return 0.5 * org.apache.commons.math3.special.Gamma.gamma(1 + xi) * Math.pow(2, -xi);
  }

  /** A unit jump across the sphere |x − c| = R: S = (1/π) ∮ μ (μ θ̃_x(n))^{−ξ} dS, ξ = 1/(d+α). */
  static LocalEnergy ofBall(DataGeometry data, BallTarget ball, RandomStream stream) {
    if (data.kind() == DataGeometry.Kind.SPHERE) {
      return ofCap(data, ball);
    }
    double xi = 1 / (data.dimension() + data.kernel().order());
    Surface surface = new Surface(data, ball, xi);
    boolean estimated = data.kind() == DataGeometry.Kind.UNKNOWN;
    double share = estimated ? SurfaceNodes.ROUGH : data.share();
    SurfaceNodes nodes = SurfaceNodes.of(data.dimension(), share, stream);
    double[] energy = surface.energies(nodes);
    Estimate total;
    String method = "the surface integral on " + nodes.size() + " nodes";
    if (estimated) {
      total = surface.estimateFromParts(nodes, sum(energy));
      method += " with a density from nearest neighbours, error from parts of the data";
    } else if (nodes.replicates() > 1) {
      total = Estimate.ofReplicates(perReplicate(energy, nodes.replicates()));
    } else if (data.dimension() == 1) {
      total = Estimate.ofDeterministic(sum(energy), sum(energy));
    } else {
      SurfaceNodes fewer = SurfaceNodes.of(data.dimension(), share / 2, stream);
      total = Estimate.ofDeterministic(sum(energy), sum(surface.energies(fewer)));
    }
    for (DataGeometry other : data.others()) {
      total = total.besides(sum(new Surface(other, ball, xi).energies(nodes)));
    }
    return new LocalEnergy(xi, energy, surface.logLambdas(nodes), total, method);
  }

  /**
   * A Gaussian process of covariance ζ̃: S = (2π)^{−d} β^{−1} ∫∫ μ^{1−ξ} ζ̃_x θ̃_x^{−ξ} dS dx, ξ =
   * β/(d+α).
   */
  static LocalEnergy ofProcess(
      DataGeometry data, SingularExpansion covariance, RandomStream stream) {
    SingularExpansion theta = (SingularExpansion) data.kernel();
    double xi = covariance.order() / (theta.dimension() + theta.order());
    DensityNodes nodes = data.nodes(1 - xi, stream);
    DoubleUnaryOperator perVolume =
        RadialTable.of(norm2 -> logPerVolume(theta, covariance, norm2), theta, covariance);
    Estimate total = nodes.integral(1 - xi, perVolume);
    double[] energy = nodes.terms(1 - xi, perVolume);
    double[] logLambda =
        nodes.map(i -> data.logLambda(nodes.point(i), nodes.logPower(i, data.localPower())));
    return new LocalEnergy(xi, energy, logLambda, total, nodes.method());
  }

  /** log (2π)^{−d} β^{−1} ∫_{|n|=1} ζ̃ θ̃^{−ξ} dS. */
  static double logPerVolume(SingularExpansion theta, SingularExpansion zeta, double norm2) {
    double d = theta.dimension();
    double xi = zeta.order() / (d + theta.order());
    return -d * Math.log(2 * Math.PI)
        - Math.log(zeta.order())
        + AngularIntegral.log(theta, -xi, zeta, 1, norm2);
  }

  /**
   * S of a process where ξ = 1, so that every density on R^d gives the same integral over all of
   * space; empty where that integral has no limit.
   */
  static OptionalDouble ofAllSpace(SingularExpansion theta, SingularExpansion zeta) {
    int d = theta.dimension();
    double scale = 1 / Math.sqrt(Math.max(theta.largestRatio(), zeta.largestRatio()));
    double far = 1e4 * scale;
    double decay =
        Math.log(10) * d
            + logPerVolume(theta, zeta, 100 * far * far)
            - logPerVolume(theta, zeta, far * far);
    if (!(decay < -DECAY)) {
      return OptionalDouble.empty();
    }
    GaussLegendre rule = GaussLegendre.of(200, 0, Math.PI / 2);
    double sum = 0;
    for (int i = 0; i < rule.nodes().length; i++) {
      double r = scale * Math.tan(rule.nodes()[i]);
      double cosine = Math.cos(rule.nodes()[i]);
      double dr = scale / (cosine * cosine) * rule.weights()[i];
      double log =
          UnitBall.logSurface(d) + (d - 1) * Math.log(r) + logPerVolume(theta, zeta, r * r);
      sum += dr * Math.exp(log);
    }
    return OptionalDouble.of(sum);
  }

  /** On a sphere |x| = ρ the ball cuts out a cap, whose edge is a sphere of one dimension less. */
  private static LocalEnergy ofCap(DataGeometry data, BallTarget ball) {
    double[] centre = ball.centerIn(data.dimension() + 1);
    double norm = Math.sqrt(Arrays.stream(centre).map(v -> v * v).sum());
    double rho = data.sphereRadius();
    double cosine = (rho * rho + norm * norm - ball.radius() * ball.radius()) / (2 * rho * norm);
    double xi = 1 / (data.dimension() + data.kernel().order());
    double energy = 0;
    DensityNodes node = data.nodes(1, null);
    double[] pole = node.point(0);
    if (Math.abs(cosine) < 1) {
      double edge = rho * Math.sqrt(1 - cosine * cosine);
      double logArea =
          UnitBall.logSurface(data.dimension()) + (data.dimension() - 1) * Math.log(edge);
      energy =
          Math.exp(
                  logArea
                      + node.logPower(0, 1 - xi)
                      + data.kernel().logSymbolPower(pole, new double[pole.length], -xi))
              / Math.PI;
    }
    double logLambda = data.logLambda(pole, node.logPower(0, data.localPower()));
    return new LocalEnergy(
        xi,
        new double[] {energy},
        new double[] {logLambda},
        Estimate.ofDeterministic(energy, energy),
        "the closed form for a cap of the sphere");
  }

  private static double[] perReplicate(double[] energy, int replicates) {
    double[] sums = new double[replicates];
    for (int i = 0; i < energy.length; i++) {
      sums[(int) ((long) i * replicates / energy.length)] += replicates * energy[i];
    }
    return sums;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** The integrand of the surface integral. */
  private record Surface(DataGeometry data, BallTarget ball, double xi) {

    private double[] point(SurfaceNodes nodes, int i) {
      double[] x = ball.centerIn(data.dimension());
      for (int j = 0; j < x.length; j++) {
        x[j] += ball.radius() * nodes.normals().get(i, j);
      }
      return x;
    }

    double[] energies(SurfaceNodes nodes) {
      double[] energy = new double[nodes.size()];
      Arrays.parallelSetAll(
          energy,
          i -> {
            double[] x = point(nodes, i);
            double log =
                nodes.logWeights()[i]
                    + (data.dimension() - 1) * Math.log(ball.radius())
                    + data.logPowerAt(x, 1 - xi)
                    + data.kernel().logSymbolPower(x, nodes.normals().row(i), -xi);
            return Math.exp(log) / Math.PI;
          });
      return energy;
    }

    /** The value from all data with the scatter between disjoint parts of the data. */
    Estimate estimateFromParts(SurfaceNodes nodes, double value) {
      int parts = data.parts();
      double[] values = new double[parts];
      for (int part = 0; part < parts; part++) {
        values[part] = sum(new Surface(data.part(part, parts), ball, xi).energies(nodes));
      }
      double error = parts == 1 ? value : Estimate.ofReplicates(values).standardError();
      return new Estimate(value, error, 0, Double.POSITIVE_INFINITY);
    }

    double[] logLambdas(SurfaceNodes nodes) {
      double[] logLambda = new double[nodes.size()];
      Arrays.parallelSetAll(
          logLambda,
          i -> {
            double[] x = point(nodes, i);
            return data.logLambda(x, data.logPowerAt(x, data.localPower()));
          });
      return logLambda;
    }
  }
}
