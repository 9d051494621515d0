package org.ntkasymptotics.theory;

import java.util.Arrays;
import org.ntkasymptotics.data.Density;
import org.ntkasymptotics.data.MixtureDensity;
import org.ntkasymptotics.data.SampledDensity;
import org.ntkasymptotics.data.UniformBallDensity;
import org.ntkasymptotics.data.UniformCubeDensity;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.special.GaussLegendre;
import org.ntkasymptotics.special.UnitBall;

/**
 * Chooses nodes for integrals ∫ μ^p h dx over a known density: quadrature where it is cheap,
 * otherwise random points from the density with its tails tempered to those of μ^p.
 */
final class NodePlacement {
  /** Random points: 2^17, so that a coefficient of variation of 1 gives an error of 0.3 %. */
  static final int RANDOM_POINTS = 1 << 17;

  /** Where every node costs a search through thousands of neurons: an error of 2 %. */
  private static final int FEW_POINTS = 1 << 11;

  private static final String TEMPERED =
      "random points of the known density with its tails tempered";

  /** Quadrature nodes above which a grid is left for random points. */
  private static final int MAX_GRID = 400_000;

  private static final int RADIAL_NODES = 96;

  private NodePlacement() {}

  /** Nodes for powers of μ not smaller than {@code power}. */
  static DensityNodes of(Density density, double power, RandomStream stream) {
    if (density instanceof MixtureDensity mixture) {
      return ofMixture(mixture, power, stream);
    }
    if (density instanceof UniformBallDensity ball) {
      return ofBall(ball, RADIAL_NODES, ofBall(ball, RADIAL_NODES / 2, null));
    }
    if (density instanceof UniformCubeDensity cube && cube.dimension() <= 3) {
      int n = cube.dimension() == 3 ? 32 : 64;
      return ofCube(cube, n, ofCube(cube, n / 2, null));
    }
    if (density instanceof SampledDensity sampled) {
      return ofDraws(density, sampled, RANDOM_POINTS, stream, "fresh points of the known density");
    }
    throw new IllegalArgumentException(
        "averages need a density that can be drawn from, got "
            + density.getClass().getSimpleName());
  }

  /** The same for functions that see more of a point than its norm, and are dear to evaluate. */
  static DensityNodes ofAnyFunction(Density density, double power, RandomStream stream) {
    if (density instanceof MixtureDensity mixture) {
      return ofDraws(mixture, mixture.tempered(temper(power)), FEW_POINTS, stream, TEMPERED);
    }
    if (density instanceof SampledDensity sampled) {
      return ofDraws(density, sampled, FEW_POINTS, stream, "fresh points of the known density");
    }
    return of(density, power, stream);
  }

  private static double temper(double power) {
    return power > 0 && power < 1 ? 1 / Math.sqrt(power) : 1;
  }

  private static DensityNodes ofMixture(MixtureDensity mixture, double power, RandomStream stream) {
    int d = mixture.dimension();
    if (d <= 2 && gridSize(mixture, power, 1) <= MAX_GRID) {
      return onGrid(mixture, power, 1, onGrid(mixture, power, 1.5, null));
    }
    return ofDraws(mixture, mixture.tempered(temper(power)), RANDOM_POINTS, stream, TEMPERED);
  }

  /** Independent points of {@code proposal}. */
  static DensityNodes ofDraws(
      Density density, SampledDensity proposal, int n, RandomStream stream, String kind) {
    RowMatrix points = proposal.sample(n, stream);
    double[] logDensity = new double[n];
    double[] logVolume = new double[n];
    Arrays.parallelSetAll(logDensity, i -> density.logDensity(points.row(i)));
    boolean same = proposal == density;
    Arrays.parallelSetAll(
        logVolume, i -> -Math.log(n) - (same ? logDensity[i] : proposal.logDensity(points.row(i))));
    return new DensityNodes(points, logDensity, logVolume, true, n + " " + kind, null);
  }

  /** How many widths from a centre μ^p falls below 1e-17 of its top; at least 9. */
  private static double reach(double power) {
    return power > 0 ? Math.max(9, Math.sqrt(80 / power)) : 9;
  }

  private static double step(MixtureDensity mixture, double coarseness) {
    double narrowest = Arrays.stream(mixture.widths()).min().orElseThrow();
    return coarseness * narrowest / (mixture.dimension() == 1 ? 16 : 5);
  }

  private static double[] bounds(MixtureDensity mixture, double power, int axis) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < mixture.centres().rows(); k++) {
      double far = reach(power) * mixture.widths()[k];
      low = Math.min(low, mixture.centres().get(k, axis) - far);
      high = Math.max(high, mixture.centres().get(k, axis) + far);
    }
    return new double[] {low, high};
  }

  private static double gridSize(MixtureDensity mixture, double power, double coarseness) {
    double size = 1;
    for (int axis = 0; axis < mixture.dimension(); axis++) {
      double[] b = bounds(mixture, power, axis);
      size *= Math.ceil((b[1] - b[0]) / step(mixture, coarseness)) + 1;
    }
    return size;
  }

  /** Trapezoid rule in d = 1, 2: exponentially accurate for a smooth density. */
  private static DensityNodes onGrid(
      MixtureDensity mixture, double power, double coarseness, DensityNodes coarse) {
    int d = mixture.dimension();
    double h = step(mixture, coarseness);
    double[] x = bounds(mixture, power, 0);
    double[] y = d == 1 ? new double[] {0, 0} : bounds(mixture, power, 1);
    int nx = (int) Math.ceil((x[1] - x[0]) / h) + 1;
    int ny = (int) Math.ceil((y[1] - y[0]) / h) + 1;
    RowMatrix points = RowMatrix.zeros(nx * ny, d);
    for (int i = 0; i < nx * ny; i++) {
      int column = i / ny;
      points.set(i, 0, x[0] + column * h);
      if (d == 2) {
        points.set(i, 1, y[0] + i % ny * h);
      }
    }
    double[] logVolume = new double[nx * ny];
    Arrays.fill(logVolume, d * Math.log(h));
    String method = "the trapezoid rule on " + nx * ny + " nodes";
    return known(mixture, points, logVolume, method, coarse);
  }

  /** The kernels see |x|² only: a radial rule along the first axis, |S^{d−1}| ρ^{d−1} dρ. */
  private static DensityNodes ofBall(UniformBallDensity ball, int n, DensityNodes coarse) {
    int d = ball.dimension();
    GaussLegendre rule = GaussLegendre.of(n, 0, ball.radius());
    RowMatrix points = RowMatrix.zeros(n, d);
    double[] logVolume = new double[n];
    for (int i = 0; i < n; i++) {
      double rho = rule.nodes()[i];
      points.set(i, 0, rho);
      logVolume[i] = UnitBall.logSurface(d) + (d - 1) * Math.log(rho) + Math.log(rule.weights()[i]);
    }
    return known(ball, points, logVolume, "radial Gauss quadrature on " + n + " nodes", coarse);
  }

  private static DensityNodes ofCube(UniformCubeDensity cube, int n, DensityNodes coarse) {
    int d = cube.dimension();
    GaussLegendre rule = GaussLegendre.of(n, -cube.side() / 2, cube.side() / 2);
    int total = (int) Math.pow(n, d);
    RowMatrix points = RowMatrix.zeros(total, d);
    double[] logVolume = new double[total];
    for (int i = 0; i < total; i++) {
      int rest = i;
      for (int j = 0; j < d; j++) {
        points.set(i, j, rule.nodes()[rest % n]);
        logVolume[i] += Math.log(rule.weights()[rest % n]);
        rest /= n;
      }
    }
    return known(cube, points, logVolume, "Gauss quadrature on " + total + " nodes", coarse);
  }

  private static DensityNodes known(
      Density density, RowMatrix points, double[] logVolume, String method, DensityNodes coarse) {
    double[] logDensity = new double[logVolume.length];
    Arrays.parallelSetAll(logDensity, i -> density.logDensity(points.row(i)));
    return new DensityNodes(points, logDensity, logVolume, false, method, coarse);
  }
}
