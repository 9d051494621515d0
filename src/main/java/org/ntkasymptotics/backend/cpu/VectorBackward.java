package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.backend.cpu.FloatLanes.COUNT;
import static org.ntkasymptotics.backend.cpu.FloatLanes.all;
import static org.ntkasymptotics.backend.cpu.FloatLanes.at;
import static org.ntkasymptotics.backend.cpu.FloatLanes.wherePositive;

import jdk.incubator.vector.FloatVector;

/**
 * Σ_m e_m 1[u_i·x̂_m > 0] x̂_m for {@link #NEURONS} neurons at a time: lanes are neurons, whose
 * weights and sums stay in registers while the points pass by.
 *
 * <p>2 and 4 inputs have loops of their own: 2 d + 3 instructions for a point and a vector of
 * neurons, two of them for the step 1[z > 0].
 */
final class VectorBackward {
  static final int NEURONS = 2 * COUNT;

  /**
   * Points a call: few enough that the JIT compiler takes the whole method before it takes the loop
   * alone; in the other order the code is half as fast.
   */
  static final int POINTS = 256;

  private final float[][] x;
  private final float[] e;
  private final float[][] minusU;

  // As in VectorForward.
  private final int stride;

  /**
   * Passes for 2 or 4 inputs.
   *
   * @param x coordinates of the points
   * @param e errors
   * @param minusU weights of the neurons, biases last, taken from zero, so that none is −0
   */
  VectorBackward(float[][] x, float[] e, float[][] minusU) {
    this.x = x;
    this.e = e;
    this.minusU = minusU;
    stride = Math.min(1, e.length);
  }

  /**
   * Adds to the sums, (d + 1, {@link #NEURONS}), of the neurons from i on, those over the points
   * from … to − 1.
   */
  void add(int i, int from, int to, float[] sums) {
    if (x.length == 2) {
      add2(i, from, to, sums);
    } else {
      add4(i, from, to, sums);
    }
  }

  private void add2(int i, int from, int to, float[] sums) {
    float[] x0 = x[0];
    float[] x1 = x[1];
    float[] errors = e;
    int step = stride;
    FloatVector p = at(minusU[0], i);
    FloatVector q = at(minusU[1], i);
    FloatVector c = at(minusU[2], i);
    FloatVector p2 = at(minusU[0], i + COUNT);
    FloatVector q2 = at(minusU[1], i + COUNT);
    FloatVector c2 = at(minusU[2], i + COUNT);
    FloatVector g0 = at(sums, 0);
    FloatVector h0 = at(sums, COUNT);
    FloatVector g1 = at(sums, 2 * COUNT);
    FloatVector h1 = at(sums, 3 * COUNT);
    FloatVector gb = at(sums, 4 * COUNT);
    FloatVector hb = at(sums, 5 * COUNT);
    for (int m = from; m < to; m += step) {
      FloatVector a = all(x0[m]);
      FloatVector b = all(x1[m]);
      FloatVector r = all(errors[m]);
      FloatVector s = wherePositive(p.fma(a, q.fma(b, c)), r);
      FloatVector t = wherePositive(p2.fma(a, q2.fma(b, c2)), r);
      gb = gb.add(s);
      g0 = s.fma(a, g0);
      g1 = s.fma(b, g1);
      hb = hb.add(t);
      h0 = t.fma(a, h0);
      h1 = t.fma(b, h1);
    }
    g0.intoArray(sums, 0);
    h0.intoArray(sums, COUNT);
    g1.intoArray(sums, 2 * COUNT);
    h1.intoArray(sums, 3 * COUNT);
    gb.intoArray(sums, 4 * COUNT);
    hb.intoArray(sums, 5 * COUNT);
  }

  private void add4(int i, int from, int to, float[] sums) {
    float[] x0 = x[0];
    float[] x1 = x[1];
    float[] x2 = x[2];
    float[] x3 = x[3];
    float[] errors = e;
    int step = stride;
    FloatVector p0 = at(minusU[0], i);
    FloatVector p1 = at(minusU[1], i);
    FloatVector p2 = at(minusU[2], i);
    FloatVector p3 = at(minusU[3], i);
    FloatVector pb = at(minusU[4], i);
    FloatVector q0 = at(minusU[0], i + COUNT);
    FloatVector q1 = at(minusU[1], i + COUNT);
    FloatVector q2 = at(minusU[2], i + COUNT);
    FloatVector q3 = at(minusU[3], i + COUNT);
    FloatVector qb = at(minusU[4], i + COUNT);
    FloatVector g0 = at(sums, 0);
    FloatVector h0 = at(sums, COUNT);
    FloatVector g1 = at(sums, 2 * COUNT);
    FloatVector h1 = at(sums, 3 * COUNT);
    FloatVector g2 = at(sums, 4 * COUNT);
    FloatVector h2 = at(sums, 5 * COUNT);
    FloatVector g3 = at(sums, 6 * COUNT);
    FloatVector h3 = at(sums, 7 * COUNT);
    FloatVector gb = at(sums, 8 * COUNT);
    FloatVector hb = at(sums, 9 * COUNT);
    for (int m = from; m < to; m += step) {
      FloatVector a0 = all(x0[m]);
      FloatVector a1 = all(x1[m]);
      FloatVector a2 = all(x2[m]);
      FloatVector a3 = all(x3[m]);
      FloatVector r = all(errors[m]);
      FloatVector s = p0.fma(a0, p1.fma(a1, p2.fma(a2, p3.fma(a3, pb))));
      FloatVector t = q0.fma(a0, q1.fma(a1, q2.fma(a2, q3.fma(a3, qb))));
      s = wherePositive(s, r);
      t = wherePositive(t, r);
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
    g0.intoArray(sums, 0);
    h0.intoArray(sums, COUNT);
    g1.intoArray(sums, 2 * COUNT);
    h1.intoArray(sums, 3 * COUNT);
    g2.intoArray(sums, 4 * COUNT);
    h2.intoArray(sums, 5 * COUNT);
    g3.intoArray(sums, 6 * COUNT);
    h3.intoArray(sums, 7 * COUNT);
    gb.intoArray(sums, 8 * COUNT);
    hb.intoArray(sums, 9 * COUNT);
  }
}
