package org.ntkasymptotics.theory;

import java.util.Arrays;
import java.util.Locale;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.special.UnitBall;

/**
 * The density of points from a file, by the distance to the k-th neighbour: M V_d R_k^d is the
 * inverse of μ up to a factor distributed as Gamma(k), whose moments are known exactly.
 *
 * <p>Source: theory, section 8. Bias of ⟨μ^−A⟩, always low (smoothing of the tails): 1, 2.4, 4.1,
 * 3.6 % in d = 1 … 4 for M = 1000; 0.7, 0.9, 1.5, 2.4 % for M = 10 000.
 */
final class NearestNeighbours {
  static final int NEIGHBOURS = 5;
  private static final int MOST_NEIGHBOURS = 100;
  private static final int FEWEST = 20;

  /** Above it, distances say nothing about a density. */
  private static final int HIGHEST_DIMENSION = 10;

  /** Share of the ambient dimension below which the points lie on something thinner. */
  private static final double THIN = 0.75;

  private static final int PARTS = 4;
  private static final int NEIGHBOURS_FOR_DIMENSION = 20;

  /** Bound on queries × points × coordinates: two seconds where the tree can pass over nothing. */
  private static final double WORK = 4e9;

  private final RowMatrix points;
  private final KdTree tree;

  NearestNeighbours(RowMatrix points) {
    this.points = points;
    tree = new KdTree(points);
  }

  /** Why the density of these points cannot be estimated; empty if it can. */
  String obstacle() {
    int d = points.columns();
    if (points.rows() < FEWEST) {
      return "estimating a density needs at least "
          + (FEWEST + " points, there are " + points.rows());
    }
    if (d > HIGHEST_DIMENSION) {
      return "the density of points in d = "
          + (d + " cannot be estimated from their distances (limit d = " + HIGHEST_DIMENSION + ")");
    }
    if (hasDuplicates()) {
      return "more than " + NEIGHBOURS + " points coincide, so they have no density";
    }
    double effective = effectiveDimension();
    return effective < THIN * d
        ? String.format(
            Locale.ROOT,
            "the points look %.1f-dimensional in d = %d: they have no density there",
            effective,
            d)
        : "";
  }

  private boolean hasDuplicates() {
    return Arrays.stream(queries(points.rows()))
        .parallel()
        .anyMatch(i -> tree.nearest(points.row(i), i, NEIGHBOURS)[NEIGHBOURS - 1] == 0);
  }

  /** Nodes at the points themselves, or at evenly chosen ones where all would take too long. */
  DensityNodes nodes() {
    int[] chosen = queries(points.rows());
    double[] logDensity = new double[chosen.length];
    Arrays.parallelSetAll(
        logDensity,
        i -> {
          double[] distances2 = tree.nearest(points.row(chosen[i]), chosen[i], NEIGHBOURS);
          return logDensity(distances2[NEIGHBOURS - 1], points.rows() - 1);
        });
    return DensityNodes.estimated(points.selectRows(chosen), logDensity, NEIGHBOURS);
  }

  /**
   * log of μ(x)^p at any point x, moment-corrected. A surface has few points near it, so more
   * neighbours are taken than for averages over all data: in proportion to M^{4/(d+4)}, which
   * balances scatter and smoothing.
   */
  double logPower(double[] x, double p) {
    double balanced = Math.pow(points.rows(), 4.0 / (points.columns() + 4)) / 4;
    int k = (int) Math.max(NEIGHBOURS, Math.min(MOST_NEIGHBOURS, balanced));
    k = Math.min(k, points.rows());
    double[] distances2 = tree.nearest(x, -1, k);
    double log = logDensity(distances2[k - 1], points.rows());
    return p * log + DensityNodes.momentCorrection(k, p);
  }

  /** One of {@code parts} disjoint parts of the points. */
  NearestNeighbours part(int part, int parts) {
    int[] chosen = new int[(points.rows() - part - 1) / parts + 1];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = part + i * parts;
    }
    return new NearestNeighbours(points.selectRows(chosen));
  }

  /** Into how many parts the points may be split to learn the scatter of an estimate: 4 or 1. */
  int parts() {
    return points.rows() >= PARTS * 2 * NEIGHBOURS ? PARTS : 1;
  }

  /**
   * The dimension in which the points appear to lie, from the distances to 20 neighbours (Levina
   * and Bickel's maximum likelihood, averaged as MacKay and Ghahramani do); NaN for fewer than 20
   * points.
   */
  double effectiveDimension() {
    if (points.rows() < FEWEST) {
      return Double.NaN;
    }
    int k = Math.min(NEIGHBOURS_FOR_DIMENSION, points.rows() - 1);
    int[] chosen = queries(1000);
    double[] inverse = new double[chosen.length];
    Arrays.parallelSetAll(
        inverse,
        i -> {
          double[] distances2 = tree.nearest(points.row(chosen[i]), chosen[i], k);
          double sum = 0;
          for (int j = 0; j < k - 1; j++) {
            sum += distances2[j] > 0 ? Math.log(distances2[k - 1] / distances2[j]) / 2 : 0;
          }
          return sum / Math.max(1, k - 2);
        });
    return 1 / Arrays.stream(inverse).average().orElseThrow();
  }

  private int[] queries(int wanted) {
    int affordable = (int) Math.max(50, WORK / ((double) points.rows() * points.columns()));
    int n = Math.min(Math.min(wanted, affordable), points.rows());
    int[] chosen = new int[n];
    for (int i = 0; i < n; i++) {
      chosen[i] = (int) ((long) i * points.rows() / n);
    }
    return chosen;
  }

  private double logDensity(double distance2, int others) {
    int d = points.columns();
    return -Math.log(others) - UnitBall.logVolume(d) - d / 2.0 * Math.log(distance2);
  }
}
