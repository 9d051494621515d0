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

  private final double[] angle = LayerSteps.angle();
  private final double[] crescent = LayerSteps.crescent();

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector at(double[] array, int i) {
    return DoubleVector.fromArray(SPECIES, array, i);
  }

  @Override
  public void begin(int n, PairTile tile) {
    for (int i = 0; i < n; i += LANES) {
      at(tile.e, i).fma(all(-0.5), all(1)).intoArray(tile.theta, i);
    }
  }

  @Override
  public void advance(double[] a, double[] b, int j, int from, int n, PairTile tile) {
    polynomials(n, tile);
    step(a, b, j, from, n, tile.e, tile.f, tile.first, tile.second, tile.theta);
    Arrays.fill(tile.f, 0, n, 4);
  }

  /** Leaves D in {@code first} and G in {@code second}. */
  private void polynomials(int n, PairTile tile) {
    double[] y = tile.argument;
    for (int i = 0; i < n; i += LANES) {
      at(tile.e, i).min(at(tile.f, i)).sub(1).intoArray(y, i);
    }
    VectorPolynomials.pair(crescent, angle, y, n, tile.first, tile.second);
  }

  private static void step(
      double[] a,
      double[] b,
      int j,
      int from,
      int n,
      double[] e,
      double[] f,
      double[] d,
      double[] g,
      double[] theta) {
    double aj = a[j];
    double bj = b[j];
    for (int i = 0; i < n; i += LANES) {
      DoubleVector ei = at(e, i);
      DoubleVector p = ei.min(at(f, i));
      DoubleVector root = p.lanewise(VectorOperators.SQRT);
      DoubleVector ai = at(a, from + i);
      DoubleVector weight = ai.mul(aj);
      DoubleVector da = ai.sub(aj);
      DoubleVector db = at(b, from + i).sub(bj);
      DoubleVector fall = fall(ei, p, root, at(d, i));
      DoubleVector next = weight.add(weight).fma(fall, db.fma(db, da.mul(da)));
      DoubleVector share = share(ei, root, at(g, i));
      DoubleVector rest = weight.mul(share).mul(at(theta, i));
      next.fma(all(-0.5), all(1)).add(rest).intoArray(theta, i);
      next.intoArray(e, i);
    }
  }

  @Override
  public void output(double scale, double[] factors, boolean ntk, int from, int n, PairTile tile) {
    polynomials(n, tile);
    double layers = ntk ? 1 : 0;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector ei = at(tile.e, i);
      DoubleVector p = ei.min(at(tile.f, i));
      DoubleVector root = p.lanewise(VectorOperators.SQRT);
      DoubleVector kappa = all(1).sub(fall(ei, p, root, at(tile.first, i)));
      DoubleVector share = share(ei, root, at(tile.second, i)).mul(layers);
      DoubleVector sum = share.fma(at(tile.theta, i), kappa);
      at(factors, from + i).mul(scale).mul(sum).intoArray(tile.entries, i);
    }
  }

  @Override
  public void angles(double scale, double[] factors, int from, int n, PairTile tile) {
    polynomials(n, tile);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector ei = at(tile.e, i);
      DoubleVector root = ei.min(at(tile.f, i)).lanewise(VectorOperators.SQRT);
      DoubleVector turn = all(1).sub(share(ei, root, at(tile.second, i)));
      at(factors, from + i).mul(scale).mul(turn).intoArray(tile.entries, i);
    }
  }

  /** h. */
  private static DoubleVector fall(
      DoubleVector e, DoubleVector p, DoubleVector root, DoubleVector d) {
    return p.mul(root).neg().fma(d, e.mul(0.5).min(1));
  }

  /** 1 − φ/π. */
  private static DoubleVector share(DoubleVector e, DoubleVector root, DoubleVector g) {
    DoubleVector turn = root.mul(g);
    return all(1).sub(turn).blend(turn, e.compare(VectorOperators.GT, 2));
  }
}
