package org.ntkasymptotics.theory;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.special.GaussLegendre;
import org.ntkasymptotics.special.UnitBall;

/**
 * Nodes on the unit sphere S^{d−1} for the surface integral of a ball: two points (d = 1), periodic
 * trapezoid rule (d = 2), Gauss × trapezoid (d = 3), else randomly shifted Sobol points mapped to
 * directions, whose replicates give the error.
 *
 * @param normals n, (nodes, d), unit vectors
 * @param logWeights logarithm of a node's share of the area of the unit sphere, length nodes
 * @param replicates number of independent parts of equal length, each of which is a rule of its own
 *     when multiplied by this number; 1 for deterministic rules
 */
record SurfaceNodes(RowMatrix normals, double[] logWeights, int replicates) {
  private static final int CIRCLE = 4096;
  private static final int LATITUDES = 128;
  private static final int REPLICATES = 16;
  private static final int POINTS_PER_REPLICATE = 4096;

  /** The share of nodes that an estimated density, rough and slow to evaluate, is worth. */
  static final double ROUGH = 1.0 / 16;

  /**
   * Nodes in d dimensions; {@code share} &lt; 1 of them along each angle for judging a
   * deterministic rule or for a rough density.
   */
  static SurfaceNodes of(int d, double share, RandomStream stream) {
    return switch (d) {
      case 1 ->
          new SurfaceNodes(RowMatrix.of(new double[] {-1}, new double[] {1}), new double[2], 1);
      case 2 -> circle((int) (CIRCLE * share));
      case 3 -> sphere((int) (LATITUDES * share));
      default -> shifted(d, (int) (POINTS_PER_REPLICATE * share), stream);
    };
  }

  int size() {
    return logWeights.length;
  }

  /** The first half of the nodes of a rule that holds each node's opposite in the second. */
  SurfaceNodes half() {
    int n = size() / 2;
    RowMatrix first = RowMatrix.zeros(n, normals.columns());
    System.arraycopy(normals.array(), 0, first.array(), 0, first.array().length);
    double[] log = new double[n];
    for (int i = 0; i < n; i++) {
      log[i] = logWeights[i] + Math.log(2);
    }
    return new SurfaceNodes(first, log, 1);
  }

  private static SurfaceNodes circle(int n) {
    RowMatrix normals = RowMatrix.zeros(n, 2);
    double[] log = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * (i + 0.5) / n;
      normals.set(i, 0, Math.cos(angle));
      normals.set(i, 1, Math.sin(angle));
      log[i] = Math.log(2 * Math.PI / n);
    }
    return new SurfaceNodes(normals, log, 1);
  }

  private static SurfaceNodes sphere(int n) {
    GaussLegendre rule = GaussLegendre.of(n, -1, 1);
    int around = 2 * n;
    RowMatrix normals = RowMatrix.zeros(n * around, 3);
    double[] log = new double[n * around];
    for (int i = 0; i < log.length; i++) {
      double z = rule.nodes()[i / around];
      double angle = 2 * Math.PI * (i % around + 0.5) / around;
      double across = Math.sqrt(1 - z * z);
      normals.set(i, 0, across * Math.cos(angle));
      normals.set(i, 1, across * Math.sin(angle));
      normals.set(i, 2, z);
      log[i] = Math.log(rule.weights()[i / around] * 2 * Math.PI / around);
    }
    return new SurfaceNodes(normals, log, 1);
  }

  private static SurfaceNodes shifted(int d, int perReplicate, RandomStream stream) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    int total = REPLICATES * perReplicate;
    RowMatrix normals = RowMatrix.zeros(total, d);
    double[] log = new double[total];
    for (int r = 0; r < REPLICATES; r++) {
      SobolSequenceGenerator sobol = new SobolSequenceGenerator(d);
      double[] shift = new double[d];
      for (int j = 0; j < d; j++) {
        shift[j] = stream.nextUniform();
      }
      for (int i = r * perReplicate; i < (r + 1) * perReplicate; i++) {
        double[] u = sobol.nextVector();
        double norm2 = 0;
        for (int j = 0; j < d; j++) {
          double v = Math.max(1e-16, (u[j] + shift[j]) % 1);
          u[j] = normal.inverseCumulativeProbability(v);
          norm2 += u[j] * u[j];
        }
        for (int j = 0; j < d; j++) {
          normals.set(i, j, u[j] / Math.sqrt(norm2));
        }
        log[i] = UnitBall.logSurface(d) - Math.log(total);
      }
    }
    return new SurfaceNodes(normals, log, REPLICATES);
  }
}
