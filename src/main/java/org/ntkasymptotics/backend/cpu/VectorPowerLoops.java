package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.kernel.PowerProfile;

/**
 * {@link PowerLoops} with explicit vectors; loaded only where the vector module is there. Loops run
 * over whole vectors, past the last pair into the padding.
 */
final class VectorPowerLoops implements PowerLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final VectorBoxCox logarithm;
  private final boolean whole;
  private final int order;
  private final double delta;
  private final double ratio;
  private final double[] near;
  private final double[] opposite;

  VectorPowerLoops(PowerProfile profile) {
    order = profile.order();
    delta = profile.delta();
    logarithm = new VectorBoxCox(profile.logarithm());
    whole = delta == -0.5 && order > 0;
    ratio = profile.ratio();
    near = profile.near();
    opposite = profile.opposite();
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void fill(double scale, double[] weights, int from, int n, PairTile tile) {
    double[] s = tile.spare;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector p = at(tile.e, i).min(at(tile.f, i));
      p.mul(0.25).intoArray(s, i);
      p.sub(1).intoArray(tile.argument, i);
    }
    VectorPolynomials.pair(near, opposite, tile.argument, n, tile.first, tile.second);
    VectorPolynomials.multiply(whole ? order - 1 : order, s, n, tile.second);
    if (whole) {
      roots(scale, weights, from, n, tile);
    } else {
      logarithm.fill(s, n, tile.theta, tile.entries);
      powers(scale, weights, from, n, tile);
    }
  }

  /** g by s^m ℓ = 2 s^{m−1} (s − √s), as δ = −½. */
  private void roots(double scale, double[] weights, int from, int n, PairTile tile) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector s = at(tile.spare, i);
      DoubleVector root = s.lanewise(VectorOperators.SQRT);
      DoubleVector common = at(tile.second, i);
      DoubleVector acute = s.sub(root).mul(2 * ratio).fma(common, at(tile.first, i));
      var obtuse = at(tile.e, i).compare(VectorOperators.GT, 2);
      DoubleVector g = acute.blend(root.mul(common), obtuse);
      at(weights, from + i).mul(scale).mul(g).intoArray(tile.entries, i);
    }
  }

  /** g from ℓ in {@code theta}. */
  private void powers(double scale, double[] weights, int from, int n, PairTile tile) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector l = at(tile.theta, i);
      DoubleVector common = at(tile.second, i);
      DoubleVector acute = l.mul(ratio).fma(common, at(tile.first, i));
      var obtuse = at(tile.e, i).compare(VectorOperators.GT, 2);
      DoubleVector beyond = l.fma(all(delta), all(1)).mul(common);
      DoubleVector g = acute.blend(beyond, obtuse);
      at(weights, from + i).mul(scale).mul(g).intoArray(tile.entries, i);
    }
  }
}
