package org.ntkasymptotics.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.kernel.MaternProfile;

/**
 * {@link DistanceLoops} of p(z) e^−z, z the distance times a rate, with explicit vectors: Laplace
 * and Matérn of half-integer smoothness. Loaded only where the vector module is there.
 */
final class VectorExponentialLoops implements DistanceLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final double rate;
  private final double[] powers;

  /**
   * Loops.
   *
   * @param powers coefficients of p, the constant first
   */
  VectorExponentialLoops(double rate, double[] powers) {
    this.rate = rate;
    this.powers = powers;
  }

  @Override
  public void fill(double scale, int n, PairTile tile) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector distance = DoubleVector.fromArray(SPECIES, tile.distance, i);
      DoubleVector z = distance.mul(rate).min(MaternProfile.VANISHING);
      DoubleVector p = DoubleVector.broadcast(SPECIES, powers[powers.length - 1]);
      for (int k = powers.length - 2; k >= 0; k--) {
        p = p.fma(z, DoubleVector.broadcast(SPECIES, powers[k]));
      }
      z.neg().lanewise(VectorOperators.EXP).mul(p).mul(scale).intoArray(tile.entries, i);
    }
  }
}
