package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.backend.cpu.FloatLanes.COUNT;
import static org.ntkasymptotics.backend.cpu.FloatLanes.all;
import static org.ntkasymptotics.backend.cpu.FloatLanes.at;
import static org.ntkasymptotics.backend.cpu.FloatLanes.zero;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The passes in single precision on the vector unit, for any number of inputs: loops over inputs
 * inside, four points by two vectors of neurons in registers. Loaded only where the JVM has
 * jdk.incubator.vector.
 *
 * <p>Weights are packed so that the inner loop reads them, and the points, one after the other. The
 * backward pass keeps masked errors of a tile of neurons and {@link #CHUNK} points in the
 * first-level cache and sweeps them once for every four inputs.
 */
final class VectorWideDescent extends FloatDescent {
  /** Neurons of a tile: two vectors. */
  private static final int TILE = 2 * COUNT;

  private static final int CHUNK = 128;

  private final int components;
  private final float[] rows;
  private final float[] packed;

  /** Points (M, d); N padded. */
  VectorWideDescent(RowMatrix points, int neurons) {
    super(points, neurons);
    components = x.length;
    rows = new float[Math.multiplyExact(e.length, components)];
    for (int m = 0; m < e.length; m++) {
      for (int j = 0; j < components; j++) {
        rows[m * components + j] = x[j][m];
      }
    }
    packed = new float[Math.multiplyExact(neurons, components)];
  }

  @Override
  public void load(DescentParameters parameters, int from, int to) {
    super.load(parameters, from, to);
    for (int i = from; i < to; i += TILE) {
      for (int j = 0; j < components; j++) {
        System.arraycopy(u[j], i, packed, i * components + j * TILE, TILE);
      }
    }
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    Arrays.fill(f, from, to, 0);
    float[] sums = new float[(to - from) * COUNT];
    for (int block = 0; block < v.length; block += FORWARD_BLOCK) {
      Arrays.fill(sums, 0);
      int end = Math.min(v.length, block + FORWARD_BLOCK);
      for (int i = block; i < end; i += TILE) {
        for (int m = from; m < to; m += 4) {
          activations(i, m, sums, (m - from) * COUNT);
        }
      }
      for (int m = from; m < to; m++) {
        for (int k = 0; k < COUNT; k++) {
          f[m] += sums[(m - from) * COUNT + k];
        }
      }
    }
  }

  /** Adds v relu(z) of the tile of neurons at i and the points m … m + 3, lane by lane. */
  private void activations(int i, int m, float[] sums, int to) {
    FloatVector zero = zero();
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector b2 = zero;
    FloatVector b3 = zero;
    int c = components;
    int x0 = m * c;
    int w = i * c;
    for (int j = 0; j < c; j++) {
      FloatVector p = at(packed, w);
      FloatVector q = at(packed, w + COUNT);
      FloatVector y0 = all(rows[x0 + j]);
      FloatVector y1 = all(rows[x0 + c + j]);
      FloatVector y2 = all(rows[x0 + 2 * c + j]);
      FloatVector y3 = all(rows[x0 + 3 * c + j]);
      a0 = p.fma(y0, a0);
      b0 = q.fma(y0, b0);
      a1 = p.fma(y1, a1);
      b1 = q.fma(y1, b1);
      a2 = p.fma(y2, a2);
      b2 = q.fma(y2, b2);
      a3 = p.fma(y3, a3);
      b3 = q.fma(y3, b3);
      w += TILE;
    }
    FloatVector va = at(v, i);
    FloatVector vb = at(v, i + COUNT);
    b0.max(zero).fma(vb, a0.max(zero).fma(va, at(sums, to))).intoArray(sums, to);
    to += COUNT;
    b1.max(zero).fma(vb, a1.max(zero).fma(va, at(sums, to))).intoArray(sums, to);
    to += COUNT;
    b2.max(zero).fma(vb, a2.max(zero).fma(va, at(sums, to))).intoArray(sums, to);
    to += COUNT;
    b3.max(zero).fma(vb, a3.max(zero).fma(va, at(sums, to))).intoArray(sums, to);
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    float[] masked = new float[CHUNK * TILE];
    float[] sums = new float[components * TILE];
    for (double[] gj : g) {
      Arrays.fill(gj, from, to, 0);
    }
    for (int i = from; i < to; i += TILE) {
      for (int block = 0; block < e.length; block += BLOCK) {
        Arrays.fill(sums, 0);
        int blockEnd = Math.min(e.length, block + BLOCK);
        for (int m = block; m < blockEnd; m += CHUNK) {
          int end = Math.min(blockEnd, m + CHUNK);
          for (int k = m; k < end; k += 4) {
            mask(i, k, masked, (k - m) * TILE);
          }
          int j = 0;
          for (; j + 4 <= components; j += 4) {
            sweepFour(masked, m, end, j, sums);
          }
          for (; j < components; j++) {
            sweepOne(masked, m, end, j, sums);
          }
        }
        for (int j = 0; j < components; j++) {
          for (int k = 0; k < TILE; k++) {
            g[j][i + k] += sums[j * TILE + k];
          }
        }
      }
    }
  }

  /** Sets e 1[z > 0] for the tile of neurons at i and the points m … m + 3. */
  private void mask(int i, int m, float[] masked, int to) {
    FloatVector zero = zero();
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector b2 = zero;
    FloatVector b3 = zero;
    int c = components;
    int x0 = m * c;
    int w = i * c;
    for (int j = 0; j < c; j++) {
      FloatVector p = at(packed, w);
      FloatVector q = at(packed, w + COUNT);
      FloatVector y0 = all(rows[x0 + j]);
      FloatVector y1 = all(rows[x0 + c + j]);
      FloatVector y2 = all(rows[x0 + 2 * c + j]);
      FloatVector y3 = all(rows[x0 + 3 * c + j]);
      a0 = p.fma(y0, a0);
      b0 = q.fma(y0, b0);
      a1 = p.fma(y1, a1);
      b1 = q.fma(y1, b1);
      a2 = p.fma(y2, a2);
      b2 = q.fma(y2, b2);
      a3 = p.fma(y3, a3);
      b3 = q.fma(y3, b3);
      w += TILE;
    }
    gated(a0, e[m]).intoArray(masked, to);
    gated(b0, e[m]).intoArray(masked, to + COUNT);
    gated(a1, e[m + 1]).intoArray(masked, to + TILE);
    gated(b1, e[m + 1]).intoArray(masked, to + TILE + COUNT);
    gated(a2, e[m + 2]).intoArray(masked, to + 2 * TILE);
    gated(b2, e[m + 2]).intoArray(masked, to + 2 * TILE + COUNT);
    gated(a3, e[m + 3]).intoArray(masked, to + 3 * TILE);
    gated(b3, e[m + 3]).intoArray(masked, to + 3 * TILE + COUNT);
  }

  private static FloatVector gated(FloatVector z, float error) {
    return zero().blend(all(error), z.compare(VectorOperators.GT, 0f));
  }

  private void sweepFour(float[] masked, int from, int to, int j, float[] sums) {
    int s = j * TILE;
    FloatVector a0 = at(sums, s);
    FloatVector b0 = at(sums, s + COUNT);
    FloatVector a1 = at(sums, s + TILE);
    FloatVector b1 = at(sums, s + TILE + COUNT);
    FloatVector a2 = at(sums, s + 2 * TILE);
    FloatVector b2 = at(sums, s + 2 * TILE + COUNT);
    FloatVector a3 = at(sums, s + 3 * TILE);
    FloatVector b3 = at(sums, s + 3 * TILE + COUNT);
    int r = from * components + j;
    int last = (to - from) * TILE;
    for (int k = 0; k < last; k += TILE) {
      FloatVector p = at(masked, k);
      FloatVector q = at(masked, k + COUNT);
      FloatVector y0 = all(rows[r]);
      FloatVector y1 = all(rows[r + 1]);
      FloatVector y2 = all(rows[r + 2]);
      FloatVector y3 = all(rows[r + 3]);
      a0 = p.fma(y0, a0);
      b0 = q.fma(y0, b0);
      a1 = p.fma(y1, a1);
      b1 = q.fma(y1, b1);
      a2 = p.fma(y2, a2);
      b2 = q.fma(y2, b2);
      a3 = p.fma(y3, a3);
      b3 = q.fma(y3, b3);
      r += components;
    }
    a0.intoArray(sums, s);
    b0.intoArray(sums, s + COUNT);
    a1.intoArray(sums, s + TILE);
    b1.intoArray(sums, s + TILE + COUNT);
    a2.intoArray(sums, s + 2 * TILE);
    b2.intoArray(sums, s + 2 * TILE + COUNT);
    a3.intoArray(sums, s + 3 * TILE);
    b3.intoArray(sums, s + 3 * TILE + COUNT);
  }

  private void sweepOne(float[] masked, int from, int to, int j, float[] sums) {
    FloatVector a = at(sums, j * TILE);
    FloatVector b = at(sums, j * TILE + COUNT);
    int r = from * components + j;
    int last = (to - from) * TILE;
    for (int k = 0; k < last; k += TILE) {
      FloatVector y = all(rows[r]);
      a = at(masked, k).fma(y, a);
      b = at(masked, k + COUNT).fma(y, b);
      r += components;
    }
    a.intoArray(sums, j * TILE);
    b.intoArray(sums, j * TILE + COUNT);
  }
}
