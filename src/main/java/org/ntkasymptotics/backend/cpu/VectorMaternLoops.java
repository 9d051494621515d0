package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.kernel.MaternProfile;

/**
 * {@link MaternProfile} over a run of distances with explicit vectors; loaded only where the vector
 * module is there. The distances are dealt into three runs, one for each of the profile's ranges of
 * z, so that a vector needs one formula only; the values are collected in the same order.
 */
final class VectorMaternLoops implements DistanceLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** So many values at a time, to overlap their operations. */
  private static final int BLOCK = 4 * LANES;

  private final double rate;
  private final double exponent;
  private final int order;
  private final VectorBoxCox logarithm;
  private final double[] near;
  private final double[] singular;
  private final double[] middle;
  private final double[] far;

  VectorMaternLoops(MaternProfile profile, double rate) {
    this.rate = rate;
    exponent = profile.smoothness() - 0.5;
    order = profile.order();
    logarithm = new VectorBoxCox(profile.logarithm());
    double[][] coefficients = profile.coefficients();
    near = coefficients[0];
    singular = coefficients[1];
    middle = coefficients[2];
    far = coefficients[3];
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void fill(double scale, int n, PairTile tile) {
    double[] z = tile.runs;
    int[] places = tile.places;
    int a = 0;
    int b = PairTile.LENGTH;
    int c = 2 * PairTile.LENGTH;
    for (int i = 0; i < n; i++) {
      double zi = Math.min(rate * tile.distance[i], MaternProfile.VANISHING);
      // Sign bits instead of branches, which would be mispredicted every other time.
      int beyondNear = signBit(MaternProfile.NEAR - zi);
      int beyondFar = signBit(MaternProfile.FAR - zi);
      z[a] = zi;
      z[b] = zi;
      z[c] = zi;
      places[i] = a + beyondNear * (b - a) + beyondFar * (c - b);
      a += 1 - beyondNear;
      b += beyondNear - beyondFar;
      c += beyondFar;
    }
    near(z, padded(z, 0, a, 1), tile);
    middle(z, padded(z, PairTile.LENGTH, b, MaternProfile.FAR), tile);
    far(z, padded(z, 2 * PairTile.LENGTH, c, 2 * MaternProfile.FAR), tile);
    for (int i = 0; i < n; i++) {
      tile.entries[i] = scale * z[places[i]];
    }
  }

  private static int signBit(double value) {
    return (int) (Double.doubleToRawLongBits(value) >>> 63);
  }

  /** The length of a run in whole blocks, what was added set to {@code value}. */
  private static int padded(double[] runs, int from, int end, double value) {
    int whole = (end - from + BLOCK - 1) / BLOCK * BLOCK;
    Arrays.fill(runs, end, from + whole, value);
    return whole;
  }

  /** A + t^m ℓ B in place of z. */
  private void near(double[] z, int n, PairTile tile) {
    double[] t = tile.spare;
    double[] power = tile.entries;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector zi = at(z, i);
      zi.mul(zi).mul(0.25).intoArray(t, i);
    }
    logarithm.fill(t, n, power, tile.argument);
    VectorPolynomials.multiply(order, t, n, power);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector ti = at(t, i);
      ti.add(ti).sub(1).intoArray(tile.argument, i);
    }
    VectorPolynomials.pair(near, singular, tile.argument, n, tile.first, tile.second);
    for (int i = 0; i < n; i += LANES) {
      at(power, i).fma(at(tile.second, i), at(tile.first, i)).intoArray(z, i);
    }
  }

  /** The series in z in place of z. */
  private void middle(double[] z, int n, PairTile tile) {
    double half = (MaternProfile.FAR - MaternProfile.NEAR) / 2;
    for (int i = 0; i < n; i += LANES) {
      at(z, PairTile.LENGTH + i)
          .sub(MaternProfile.NEAR + half)
          .div(half)
          .intoArray(tile.argument, i);
    }
    for (int i = 0; i < n; i += BLOCK) {
      series(middle, tile.argument, i, z, PairTile.LENGTH);
    }
  }

  /** e^−z z^(ν−½) P(1/z) in place of z. */
  private void far(double[] z, int n, PairTile tile) {
    int from = 2 * PairTile.LENGTH;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector zi = at(z, from + i);
      DoubleVector log = zi.lanewise(VectorOperators.LOG).mul(exponent).sub(zi);
      log.lanewise(VectorOperators.EXP).intoArray(tile.spare, i);
      all(2 * MaternProfile.FAR).div(zi).sub(1).intoArray(tile.argument, i);
    }
    for (int i = 0; i < n; i += BLOCK) {
      series(far, tile.argument, i, z, from);
    }
    for (int i = 0; i < n; i += LANES) {
      at(z, from + i).mul(at(tile.spare, i)).intoArray(z, from + i);
    }
  }

  /** Σ c_k T_k(x) for a block of x by Clenshaw's recurrence. */
  private static void series(double[] c, double[] x, int i, double[] out, int from) {
    DoubleVector x0 = at(x, i);
    DoubleVector x1 = at(x, i + LANES);
    DoubleVector x2 = at(x, i + 2 * LANES);
    DoubleVector x3 = at(x, i + 3 * LANES);
    DoubleVector p0 = all(0);
    DoubleVector p1 = p0;
    DoubleVector p2 = p0;
    DoubleVector p3 = p0;
    DoubleVector q0 = p0;
    DoubleVector q1 = p0;
    DoubleVector q2 = p0;
    DoubleVector q3 = p0;
    for (int k = c.length - 1; k > 0; k--) {
      DoubleVector ck = all(c[k]);
      DoubleVector n0 = x0.add(x0).fma(p0, ck.sub(q0));
      DoubleVector n1 = x1.add(x1).fma(p1, ck.sub(q1));
      DoubleVector n2 = x2.add(x2).fma(p2, ck.sub(q2));
      DoubleVector n3 = x3.add(x3).fma(p3, ck.sub(q3));
      q0 = p0;
      q1 = p1;
      q2 = p2;
      q3 = p3;
      p0 = n0;
      p1 = n1;
      p2 = n2;
      p3 = n3;
    }
    DoubleVector first = all(c[0]);
    x0.fma(p0, first.sub(q0)).intoArray(out, from + i);
    x1.fma(p1, first.sub(q1)).intoArray(out, from + i + LANES);
    x2.fma(p2, first.sub(q2)).intoArray(out, from + i + 2 * LANES);
    x3.fma(p3, first.sub(q3)).intoArray(out, from + i + 3 * LANES);
  }
}
