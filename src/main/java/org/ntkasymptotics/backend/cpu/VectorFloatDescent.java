package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The passes in single precision on the vector unit, fused: no activation leaves the registers.
 * Loaded only where the JVM has jdk.incubator.vector.
 *
 * <p>Lanes run over neurons. The forward pass takes four points at a time; the backward pass keeps
 * the sums of two vectors of neurons in registers and sweeps the points. Up to two and up to four
 * inputs have loops of their own, with absent inputs zero; {@link VectorWideDescent} takes more.
 * Lanes are added in a fixed order, so that the bits do not depend on the compiler.
 */
final class VectorFloatDescent extends FloatDescent {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** Inputs beyond the real ones are zero, so that 1 … 2 and 3 … 4 inputs share their loops. */
  private final float[] zeroPoints;

  private final float[] zeroWeights;
  private final int inputs;

  // The strides of the loops for two inputs are fields, not constants, to keep the JIT compiler
  // from unrolling these loops: unrolled they spill registers and take 1.6 times as long.
  private final int neuronStride;
  private final int pointStride;

  /**
   * Points a call of the backward pass for two inputs: few enough that the JIT compiler takes the
   * whole method before it takes the loop alone; in the other order the code is half as fast.
   */
  private static final int CHUNK = 64;

  /** Most inputs that these loops take. */
  static final int MAX_INPUTS = 4;

  /** Points (M, d ≤ {@value #MAX_INPUTS}); N padded. */
  VectorFloatDescent(RowMatrix points, int neurons) {
    super(points, neurons);
    inputs = points.columns();
    neuronStride = LANES;
    pointStride = Math.min(1, points.rows());
    zeroPoints = new float[e.length];
    zeroWeights = new float[neurons];
  }

  /** Number of lanes, for the back end's description. */
  static int lanes() {
    return LANES;
  }

  private float[] point(int j) {
    return j < inputs ? x[j] : zeroPoints;
  }

  private float[] weight(int j) {
    return j < inputs ? u[j] : zeroWeights;
  }

  private static double laneSum(FloatVector a, float[] scratch) {
    a.intoArray(scratch, 0);
    double sum = 0;
    for (int k = 0; k < LANES; k++) {
      sum += scratch[k];
    }
    return sum;
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(S, value);
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    Arrays.fill(f, from, to, 0);
    float[] scratch = new float[LANES];
    for (int m = from; m < to; m += 4) {
      for (int i = 0; i < v.length; i += FORWARD_BLOCK) {
        int end = Math.min(v.length, i + FORWARD_BLOCK);
        if (inputs <= 2) {
          outputs2(f, m, i, end, scratch);
        } else {
          outputs4(f, m, i, end, scratch);
        }
      }
    }
    // Padding points have x̂ = 0 throughout and so f = 0.
  }

  private void outputs2(double[] f, int m, int from, int to, float[] scratch) {
    float[] u0 = weight(0);
    float[] u1 = weight(1);
    float[] b = u[inputs];
    float[] x0 = point(0);
    float[] x1 = point(1);
    float[] one = x[inputs];
    int stride = neuronStride;
    FloatVector zero = FloatVector.zero(S);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector a0 = all(x0[m]);
    FloatVector a1 = all(x0[m + 1]);
    FloatVector a2 = all(x0[m + 2]);
    FloatVector a3 = all(x0[m + 3]);
    FloatVector b0 = all(x1[m]);
    FloatVector b1 = all(x1[m + 1]);
    FloatVector b2 = all(x1[m + 2]);
    FloatVector b3 = all(x1[m + 3]);
    for (int i = from; i < to; i += stride) {
      FloatVector p = FloatVector.fromArray(S, u0, i);
      FloatVector q = FloatVector.fromArray(S, u1, i);
      FloatVector c = FloatVector.fromArray(S, b, i);
      FloatVector w = FloatVector.fromArray(S, v, i);
      s0 = p.fma(a0, q.fma(b0, c)).max(zero).fma(w, s0);
      s1 = p.fma(a1, q.fma(b1, c)).max(zero).fma(w, s1);
      s2 = p.fma(a2, q.fma(b2, c)).max(zero).fma(w, s2);
      s3 = p.fma(a3, q.fma(b3, c)).max(zero).fma(w, s3);
    }
    f[m] += one[m] * laneSum(s0, scratch);
    f[m + 1] += one[m + 1] * laneSum(s1, scratch);
    f[m + 2] += one[m + 2] * laneSum(s2, scratch);
    f[m + 3] += one[m + 3] * laneSum(s3, scratch);
  }

  private void outputs4(double[] f, int m, int from, int to, float[] scratch) {
    float[] u0 = weight(0);
    float[] u1 = weight(1);
    float[] u2 = weight(2);
    float[] u3 = weight(3);
    float[] b = u[inputs];
    float[] x0 = point(0);
    float[] x1 = point(1);
    float[] x2 = point(2);
    float[] x3 = point(3);
    float[] one = x[inputs];
    FloatVector zero = FloatVector.zero(S);
    for (int k = m; k < m + 4; k += 2) {
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector a0 = all(x0[k]);
      FloatVector a1 = all(x1[k]);
      FloatVector a2 = all(x2[k]);
      FloatVector a3 = all(x3[k]);
      FloatVector b0 = all(x0[k + 1]);
      FloatVector b1 = all(x1[k + 1]);
      FloatVector b2 = all(x2[k + 1]);
      FloatVector b3 = all(x3[k + 1]);
      for (int i = from; i < to; i += LANES) {
        FloatVector p0 = FloatVector.fromArray(S, u0, i);
        FloatVector p1 = FloatVector.fromArray(S, u1, i);
        FloatVector p2 = FloatVector.fromArray(S, u2, i);
        FloatVector p3 = FloatVector.fromArray(S, u3, i);
        FloatVector c = FloatVector.fromArray(S, b, i);
        FloatVector w = FloatVector.fromArray(S, v, i);
        s0 = p0.fma(a0, p1.fma(a1, p2.fma(a2, p3.fma(a3, c)))).max(zero).fma(w, s0);
        s1 = p0.fma(b0, p1.fma(b1, p2.fma(b2, p3.fma(b3, c)))).max(zero).fma(w, s1);
      }
      f[k] += one[k] * laneSum(s0, scratch);
      f[k + 1] += one[k + 1] * laneSum(s1, scratch);
    }
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    float[] scratch = new float[LANES];
    for (double[] gj : g) {
      Arrays.fill(gj, from, to, 0);
    }
    float[] sums = new float[6 * LANES];
    for (int i = from; i < to; i += 2 * LANES) {
      for (int m = 0; m < e.length; m += BLOCK) {
        int end = Math.min(e.length, m + BLOCK);
        if (inputs <= 2) {
          Arrays.fill(sums, 0);
          for (int k = m; k < end; k += CHUNK) {
            gradients2(i, k, Math.min(end, k + CHUNK), sums);
          }
          flush2(sums, g, i);
        } else {
          gradients4(g, i, m, end, scratch);
        }
      }
    }
  }

  private static void add(FloatVector sum, double[] g, int i, float[] scratch) {
    sum.intoArray(scratch, 0);
    for (int k = 0; k < LANES; k++) {
      g[i + k] += scratch[k];
    }
  }

  private void gradients2(int i, int from, int to, float[] sums) {
    float[] x0 = point(0);
    float[] x1 = point(1);
    float[] errors = e;
    int stride = pointStride;
    FloatVector zero = FloatVector.zero(S);
    FloatVector p = FloatVector.fromArray(S, weight(0), i);
    FloatVector q = FloatVector.fromArray(S, weight(1), i);
    FloatVector c = FloatVector.fromArray(S, u[inputs], i);
    FloatVector p2 = FloatVector.fromArray(S, weight(0), i + LANES);
    FloatVector q2 = FloatVector.fromArray(S, weight(1), i + LANES);
    FloatVector c2 = FloatVector.fromArray(S, u[inputs], i + LANES);
    FloatVector g0 = FloatVector.fromArray(S, sums, 0);
    FloatVector g1 = FloatVector.fromArray(S, sums, LANES);
    FloatVector gb = FloatVector.fromArray(S, sums, 2 * LANES);
    FloatVector h0 = FloatVector.fromArray(S, sums, 3 * LANES);
    FloatVector h1 = FloatVector.fromArray(S, sums, 4 * LANES);
    FloatVector hb = FloatVector.fromArray(S, sums, 5 * LANES);
    for (int m = from; m < to; m += stride) {
      FloatVector a = all(x0[m]);
      FloatVector b = all(x1[m]);
      FloatVector r = all(errors[m]);
      FloatVector s = zero.blend(r, p.fma(a, q.fma(b, c)).compare(VectorOperators.GT, 0f));
      FloatVector t = zero.blend(r, p2.fma(a, q2.fma(b, c2)).compare(VectorOperators.GT, 0f));
      gb = gb.add(s);
      g0 = s.fma(a, g0);
      g1 = s.fma(b, g1);
      hb = hb.add(t);
      h0 = t.fma(a, h0);
      h1 = t.fma(b, h1);
    }
    g0.intoArray(sums, 0);
    g1.intoArray(sums, LANES);
    gb.intoArray(sums, 2 * LANES);
    h0.intoArray(sums, 3 * LANES);
    h1.intoArray(sums, 4 * LANES);
    hb.intoArray(sums, 5 * LANES);
  }

  private void flush2(float[] sums, double[][] g, int i) {
    for (int k = 0; k < LANES; k++) {
      g[0][i + k] += sums[k];
      g[0][i + LANES + k] += sums[3 * LANES + k];
      if (inputs > 1) {
        g[1][i + k] += sums[LANES + k];
        g[1][i + LANES + k] += sums[4 * LANES + k];
      }
      g[inputs][i + k] += sums[2 * LANES + k];
      g[inputs][i + LANES + k] += sums[5 * LANES + k];
    }
  }

  private void gradients4(double[][] g, int i, int from, int to, float[] scratch) {
    float[] x0 = point(0);
    float[] x1 = point(1);
    float[] x2 = point(2);
    float[] x3 = point(3);
    float[] errors = e;
    FloatVector zero = FloatVector.zero(S);
    FloatVector p0 = FloatVector.fromArray(S, weight(0), i);
    FloatVector p1 = FloatVector.fromArray(S, weight(1), i);
    FloatVector p2 = FloatVector.fromArray(S, weight(2), i);
    FloatVector p3 = FloatVector.fromArray(S, weight(3), i);
    FloatVector c = FloatVector.fromArray(S, u[inputs], i);
    FloatVector q0 = FloatVector.fromArray(S, weight(0), i + LANES);
    FloatVector q1 = FloatVector.fromArray(S, weight(1), i + LANES);
    FloatVector q2 = FloatVector.fromArray(S, weight(2), i + LANES);
    FloatVector q3 = FloatVector.fromArray(S, weight(3), i + LANES);
    FloatVector c2 = FloatVector.fromArray(S, u[inputs], i + LANES);
    FloatVector g0 = zero;
    FloatVector g1 = zero;
    FloatVector g2 = zero;
    FloatVector g3 = zero;
    FloatVector gb = zero;
    FloatVector h0 = zero;
    FloatVector h1 = zero;
    FloatVector h2 = zero;
    FloatVector h3 = zero;
    FloatVector hb = zero;
    for (int m = from; m < to; m++) {
      FloatVector a0 = all(x0[m]);
      FloatVector a1 = all(x1[m]);
      FloatVector a2 = all(x2[m]);
      FloatVector a3 = all(x3[m]);
      FloatVector r = all(errors[m]);
      FloatVector y = p0.fma(a0, p1.fma(a1, p2.fma(a2, p3.fma(a3, c))));
      FloatVector z = q0.fma(a0, q1.fma(a1, q2.fma(a2, q3.fma(a3, c2))));
      FloatVector s = zero.blend(r, y.compare(VectorOperators.GT, 0f));
      FloatVector t = zero.blend(r, z.compare(VectorOperators.GT, 0f));
      gb = gb.add(s);
      g0 = s.fma(a0, g0);
      g1 = s.fma(a1, g1);
      g2 = s.fma(a2, g2);
      g3 = s.fma(a3, g3);
      hb = hb.add(t);
      h0 = t.fma(a0, h0);
      h1 = t.fma(a1, h1);
      h2 = t.fma(a2, h2);
      h3 = t.fma(a3, h3);
    }
    add(g0, g[0], i, scratch);
    add(g1, g[1], i, scratch);
    add(g2, g[2], i, scratch);
    add(gb, g[inputs], i, scratch);
    add(h0, g[0], i + LANES, scratch);
    add(h1, g[1], i + LANES, scratch);
    add(h2, g[2], i + LANES, scratch);
    add(hb, g[inputs], i + LANES, scratch);
    if (inputs > 3) {
      add(g3, g[3], i, scratch);
      add(h3, g[3], i + LANES, scratch);
    }
  }
}
