package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.backend.cpu.FloatLanes.COUNT;
import static org.ntkasymptotics.backend.cpu.FloatLanes.all;
import static org.ntkasymptotics.backend.cpu.FloatLanes.at;
import static org.ntkasymptotics.backend.cpu.FloatLanes.relu;
import static org.ntkasymptotics.backend.cpu.FloatLanes.zero;

import jdk.incubator.vector.FloatVector;

/**
 * Σ_i v_i relu(u_i·x̂) for {@link #POINTS} points at a time: lanes are points, whose coordinates
 * and sums stay in registers while the neurons pass by.
 *
 * <p>2 and 4 inputs have loops of their own: d + 2 instructions for a neuron and a vector of
 * points, of which none but the additions and multiplications could be left out.
 */
final class VectorForward {
  static final int POINTS = 4 * COUNT;

  private final float[][] x;
  private final float[][] u;
  private final float[] v;

  // A field, not a constant, keeps the JIT compiler from unrolling the loops: unrolled they spill
  // registers and take three times as long.
  private final int stride;

  /**
   * Passes for 2 or 4 inputs.
   *
   * @param x coordinates of the points
   * @param u weights of the neurons, biases last
   * @param v output weights
   */
  VectorForward(float[][] x, float[][] u, float[] v) {
    this.x = x;
    this.u = u;
    this.v = v;
    stride = Math.min(1, v.length);
  }

  /** Sets sums, of the points from m on, over the neurons from … to − 1. */
  void sum(int m, int from, int to, float[] sums) {
    if (x.length == 2) {
      sum2(m, from, to, sums);
    } else {
      sum4(m, from, to, sums, 0);
      sum4(m + POINTS / 2, from, to, sums, POINTS / 2);
    }
  }

  private void sum2(int m, int from, int to, float[] sums) {
    float[] u0 = u[0];
    float[] u1 = u[1];
    float[] bias = u[2];
    float[] output = v;
    int step = stride;
    FloatVector a0 = at(x[0], m);
    FloatVector a1 = at(x[0], m + COUNT);
    FloatVector a2 = at(x[0], m + 2 * COUNT);
    FloatVector a3 = at(x[0], m + 3 * COUNT);
    FloatVector b0 = at(x[1], m);
    FloatVector b1 = at(x[1], m + COUNT);
    FloatVector b2 = at(x[1], m + 2 * COUNT);
    FloatVector b3 = at(x[1], m + 3 * COUNT);
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    FloatVector s2 = zero();
    FloatVector s3 = zero();
    for (int i = from; i < to; i += step) {
      FloatVector p = all(u0[i]);
      FloatVector q = all(u1[i]);
      FloatVector c = all(bias[i]);
      FloatVector w = all(output[i]);
      s0 = relu(a0.fma(p, b0.fma(q, c))).fma(w, s0);
      s1 = relu(a1.fma(p, b1.fma(q, c))).fma(w, s1);
      s2 = relu(a2.fma(p, b2.fma(q, c))).fma(w, s2);
      s3 = relu(a3.fma(p, b3.fma(q, c))).fma(w, s3);
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, COUNT);
    s2.intoArray(sums, 2 * COUNT);
    s3.intoArray(sums, 3 * COUNT);
  }

  /** Two vectors of points, from m on, into sums from {@code into} on. */
  private void sum4(int m, int from, int to, float[] sums, int into) {
    float[] u0 = u[0];
    float[] u1 = u[1];
    float[] u2 = u[2];
    float[] u3 = u[3];
    float[] bias = u[4];
    float[] output = v;
    int step = stride;
    FloatVector a0 = at(x[0], m);
    FloatVector a1 = at(x[1], m);
    FloatVector a2 = at(x[2], m);
    FloatVector a3 = at(x[3], m);
    FloatVector b0 = at(x[0], m + COUNT);
    FloatVector b1 = at(x[1], m + COUNT);
    FloatVector b2 = at(x[2], m + COUNT);
    FloatVector b3 = at(x[3], m + COUNT);
    FloatVector s0 = zero();
    FloatVector s1 = zero();
    for (int i = from; i < to; i += step) {
      FloatVector p0 = all(u0[i]);
      FloatVector p1 = all(u1[i]);
      FloatVector p2 = all(u2[i]);
      FloatVector p3 = all(u3[i]);
      FloatVector c = all(bias[i]);
      FloatVector w = all(output[i]);
      s0 = relu(a0.fma(p0, a1.fma(p1, a2.fma(p2, a3.fma(p3, c))))).fma(w, s0);
      s1 = relu(b0.fma(p0, b1.fma(p1, b2.fma(p2, b3.fma(p3, c))))).fma(w, s1);
    }
    s0.intoArray(sums, into);
    s1.intoArray(sums, into + COUNT);
  }
}
