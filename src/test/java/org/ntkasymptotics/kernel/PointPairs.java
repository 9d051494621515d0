package org.ntkasymptotics.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pairs of points that are hard for kernels, with σ_w and σ_b. */
public record PointPairs(String what, double[] x, double[] y, double sigmaW, double sigmaB) {

  /** All kinds of pairs in d dimensions, a few of each, for several σ. */
  public static List<PointPairs> hard(int d, long seed) {
    Random random = new Random(seed);
    List<PointPairs> pairs = new ArrayList<>();
    for (double[] sigma : new double[][] {{1, 1}, {1.3, 0.4}, {0.7, 0}, {2, 1e-3}, {1, 20}}) {
      for (int repeat = 0; repeat < 4; repeat++) {
        double[] x = gaussian(d, random);
        add(pairs, "coinciding", x, x.clone(), sigma);
        for (double h : new double[] {1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 0.1}) {
          add(pairs, "apart by " + h, x, combine(1, x, h, gaussian(d, random)), sigma);
        }
        add(pairs, "generic", x, gaussian(d, random), sigma);
        add(pairs, "antipodal", x, combine(-1, x, 0, x), sigma);
        add(pairs, "nearly antipodal", x, combine(-1, x, 1e-8, gaussian(d, random)), sigma);
        add(pairs, "parallel", x, combine(2.5, x, 0, x), sigma);
        add(pairs, "very different norms", x, combine(0, x, 1e-7, gaussian(d, random)), sigma);
        add(pairs, "far away", combine(0, x, 1e6, gaussian(d, random)), x, sigma);
        add(pairs, "with the origin", x, new double[d], sigma);
      }
    }
    return pairs;
  }

  private static void add(
      List<PointPairs> pairs, String what, double[] x, double[] y, double[] sigma) {
    pairs.add(new PointPairs(what, x, y, sigma[0], sigma[1]));
  }

  private static double[] gaussian(int d, Random random) {
    double[] x = new double[d];
    for (int k = 0; k < d; k++) {
      x[k] = random.nextGaussian();
    }
    return x;
  }

  private static double[] combine(double a, double[] x, double b, double[] y) {
    double[] z = new double[x.length];
    for (int k = 0; k < z.length; k++) {
      z[k] = a * x[k] + b * y[k];
    }
    return z;
  }

  /** For messages. */
  public String words() {
    return what + ", d = " + x.length + ", sigma_w = " + sigmaW + ", sigma_b = " + sigmaB;
  }
}
