package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LayerSteps} with explicit vectors; loaded only where the vector module is there. Loops run
 * over whole vectors, past the last pair into the padding.
 */
final class VectorLayerSteps implements LayerSteps {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final double[] ONES = new double[PairTile.ROWS + PointColumns.PAD];

  static {
    Arrays.fill(ONES, 1);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void begin(double rj, double[] norms, int from, int n, PairTile tile) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector product = at(norms, from + i).mul(rj).max(Double.MIN_NORMAL);
      at(tile.sine, i).div(product).intoArray(tile.sine, i);
      DoubleVector cosine = at(tile.cosine, i).div(product);
      cosine.intoArray(tile.cosine, i);
      cosine.intoArray(tile.theta, i);
    }
  }

  @Override
  public void advance(double[] a, double[] b, int j, int from, int n, PairTile tile) {
    step(a, b, j, from, n, tile.sine, tile.cosine, tile.phi, tile.theta);
    VectorPairAngles.angles(ONES, 1, 0, n, tile.sine, tile.cosine, tile.phi);
  }

  /** Leaves sin² in {@code sine}. */
  private static void step(
      double[] a,
      double[] b,
      int j,
      int from,
      int n,
      double[] sine,
      double[] cosine,
      double[] angle,
      double[] theta) {
    double aj = a[j];
    double bj = b[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector phi = at(angle, i);
      DoubleVector fall = fall(at(sine, i), at(cosine, i), phi);
      DoubleVector ai = at(a, from + i);
      DoubleVector bi = at(b, from + i);
      DoubleVector weight = ai.mul(aj);
      DoubleVector bias = bi.mul(bj);
      DoubleVector turn = ai.sub(aj).mul(bj).sub(bi.sub(bj).mul(aj));
      DoubleVector rest = all(1).sub(fall);
      DoubleVector inner = weight.mul(rest.add(1)).add(bias.add(bias));
      turn.fma(turn, weight.mul(fall).mul(inner)).intoArray(sine, i);
      DoubleVector next = weight.fma(rest, bias);
      next.intoArray(cosine, i);
      DoubleVector share = phi.fma(all(-1 / Math.PI), all(1));
      weight.mul(share).fma(at(theta, i), next).intoArray(theta, i);
    }
  }

  @Override
  public void output(double scale, double[] factors, boolean ntk, int from, int n, PairTile tile) {
    double layers = ntk ? 1 : 0;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector phi = at(tile.phi, i);
      DoubleVector kappa = all(1).sub(fall(at(tile.sine, i), at(tile.cosine, i), phi));
      DoubleVector share = phi.fma(all(-1 / Math.PI), all(1)).mul(layers);
      DoubleVector sum = share.fma(at(tile.theta, i), kappa);
      at(factors, from + i).mul(scale).mul(sum).intoArray(tile.entries, i);
    }
  }

  /** h = 1 − κ ≥ 0. */
  private static DoubleVector fall(DoubleVector sine, DoubleVector cosine, DoubleVector phi) {
    DoubleVector acute = sine.mul(sine).div(cosine.abs().add(1));
    DoubleVector fall = acute.blend(all(1).sub(cosine), cosine.compare(VectorOperators.LT, 0));
    return fall.sub(sine.sub(phi.mul(cosine)).mul(1 / Math.PI)).max(0);
  }
}
