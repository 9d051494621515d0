package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.kernel.PowerProfile;

/**
 * {@link PowerLoops} with explicit vectors; loaded only where the vector module is there. First the
 * logarithms of all pairs, then polynomials, four vectors at a time so that their operations
 * overlap; the polynomial of obtuse angles only where there are any.
 */
final class VectorPowerLoops implements PowerLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final int order;
  private final double delta;
  private final double atZero;
  private final double[] near;
  private final double[] singular;
  private final double[] opposite;

  VectorPowerLoops(PowerProfile profile) {
    order = profile.order();
    delta = profile.delta();
    atZero = profile.atZero();
    double[][] coefficients = profile.coefficients();
    near = coefficients[0];
    singular = coefficients[1];
    opposite = coefficients[2];
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void fill(double rj, double[] norms, int from, int n, PairTile tile) {
    boolean obtuse = arguments(rj, norms, from, n, tile);
    logarithms(n, tile.phi, tile.spare);
    double[] x = tile.phi;
    double[] out = tile.entries;
    for (int i = 0; i < n; i += 4 * LANES) {
      polynomials(near, x, i, out);
      polynomials(singular, x, i, tile.sine);
    }
    if (obtuse) {
      for (int i = 0; i < n; i += 4 * LANES) {
        polynomials(opposite, x, i, tile.distance);
      }
    }
    join(n, obtuse, tile);
  }

  /**
   * Leaves s, sin²(φ/2) or cos²(φ/2), in {@code phi}.
   *
   * @return whether an angle is obtuse, perhaps one of the padding
   */
  private static boolean arguments(double rj, double[] norms, int from, int n, PairTile tile) {
    DoubleVector least = all(0);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector rr = at(norms, from + i).mul(rj);
      DoubleVector c = at(tile.cosine, i);
      DoubleVector product = rr.add(c.abs()).mul(rr.add(rr)).max(Double.MIN_NORMAL);
      at(tile.sine, i).div(product).min(0.5).intoArray(tile.phi, i);
      least = least.min(c);
    }
    return least.compare(VectorOperators.LT, 0).anyTrue();
  }

  /** Leaves ℓ(s) in {@code logarithm}. */
  private void logarithms(int n, double[] s, double[] logarithm) {
    double inverse = 1 / delta;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector si = at(s, i);
      DoubleVector log = si.max(Double.MIN_NORMAL).lanewise(VectorOperators.LOG);
      DoubleVector l = log.mul(delta).lanewise(VectorOperators.EXPM1).mul(inverse);
      l.blend(atZero, si.compare(VectorOperators.EQ, 0)).intoArray(logarithm, i);
    }
  }

  /** Σ c_k (4s − 1)^k for four vectors of s. */
  private static void polynomials(double[] c, double[] s, int i, double[] out) {
    DoubleVector one = all(1);
    DoubleVector x0 = at(s, i).mul(4).sub(one);
    DoubleVector x1 = at(s, i + LANES).mul(4).sub(one);
    DoubleVector x2 = at(s, i + 2 * LANES).mul(4).sub(one);
    DoubleVector x3 = at(s, i + 3 * LANES).mul(4).sub(one);
    DoubleVector p0 = all(c[c.length - 1]);
    DoubleVector p1 = p0;
    DoubleVector p2 = p0;
    DoubleVector p3 = p0;
    for (int k = c.length - 2; k >= 0; k--) {
      DoubleVector ck = all(c[k]);
      p0 = p0.fma(x0, ck);
      p1 = p1.fma(x1, ck);
      p2 = p2.fma(x2, ck);
      p3 = p3.fma(x3, ck);
    }
    p0.intoArray(out, i);
    p1.intoArray(out, i + LANES);
    p2.intoArray(out, i + 2 * LANES);
    p3.intoArray(out, i + 3 * LANES);
  }

  /** A + s^m ℓ B, or s^m (1 + δ ℓ) C where the angle is obtuse. */
  private void join(int n, boolean obtuse, PairTile tile) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector s = at(tile.phi, i);
      DoubleVector power = all(1);
      for (int k = 0; k < order; k++) {
        power = power.mul(s);
      }
      DoubleVector l = at(tile.spare, i);
      DoubleVector g = power.mul(l).fma(at(tile.sine, i), at(tile.entries, i));
      if (obtuse) {
        DoubleVector c = power.mul(l.fma(all(delta), all(1))).mul(at(tile.distance, i));
        g = g.blend(c, at(tile.cosine, i).compare(VectorOperators.LT, 0));
      }
      g.intoArray(tile.entries, i);
    }
  }
}
