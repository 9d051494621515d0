package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The passes in single precision on the vector unit, fused: no activation leaves the registers.
 * Loaded only where the JVM has jdk.incubator.vector.
 *
 * <p>{@link VectorForward} and {@link VectorBackward} have the loops, for 2 and 4 inputs; absent
 * inputs are zero, and {@link VectorWideDescent} takes more. Every sum is formed one term after the
 * other, so that its bits depend neither on the compiler nor on the number of lanes.
 */
final class VectorFloatDescent extends FloatDescent {
  /** Most inputs that these loops take. */
  static final int MAX_INPUTS = 4;

  /** Neurons whose terms are summed in single precision before they go to a double. */
  private static final int NEURONS = 128;

  private final int inputs;
  private final float[][] minusU;
  private final VectorForward forward;
  private final VectorBackward backward;

  /** Points (M, d ≤ {@value #MAX_INPUTS}); N padded. */
  VectorFloatDescent(RowMatrix points, int neurons) {
    super(points, neurons);
    inputs = points.columns();
    float[][] coordinates = Arrays.copyOf(x, inputs);
    minusU = new float[inputs + 1][neurons];
    forward = new VectorForward(widened(coordinates), widened(u), v);
    backward = new VectorBackward(widened(coordinates), e, widened(minusU));
  }

  private int taken() {
    return inputs <= 2 ? 2 : MAX_INPUTS;
  }

  /** The components of the inputs, then zeros up to 2 or 4, then what is behind the inputs. */
  private float[][] widened(float[][] components) {
    int behind = components.length - inputs;
    int taken = taken();
    float[][] all = new float[taken + behind][];
    for (int j = 0; j < taken; j++) {
      all[j] = j < inputs ? components[j] : new float[components[0].length];
    }
    System.arraycopy(components, inputs, all, taken, behind);
    return all;
  }

  @Override
  public void load(DescentParameters parameters, int from, int to) {
    super.load(parameters, from, to);
    for (int j = 0; j < u.length; j++) {
      for (int i = from; i < to; i++) {
        minusU[j][i] = 0f - u[j][i];
      }
    }
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    float[] present = x[inputs];
    float[] sums = new float[VectorForward.POINTS];
    for (int m = from; m < to; m += sums.length) {
      Arrays.fill(f, m, m + sums.length, 0);
      for (int i = 0; i < v.length; i += NEURONS) {
        forward.sum(m, i, Math.min(v.length, i + NEURONS), sums);
        addTo(f, m, sums, 0, sums.length);
      }
      for (int k = m; k < m + sums.length; k++) {
        f[k] *= present[k];
      }
    }
  }

  @Override
  public int neuronsOfATask() {
    return VectorBackward.NEURONS;
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    int neurons = VectorBackward.NEURONS;
    float[] sums = new float[(MAX_INPUTS + 1) * neurons];
    for (double[] gj : g) {
      Arrays.fill(gj, from, to, 0);
    }
    for (int i = from; i < to; i += neurons) {
      for (int m = 0; m < e.length; m += BLOCK) {
        int end = Math.min(e.length, m + BLOCK);
        Arrays.fill(sums, 0);
        for (int k = m; k < end; k += VectorBackward.POINTS) {
          backward.add(i, k, Math.min(end, k + VectorBackward.POINTS), sums);
        }
        for (int j = 0; j < g.length; j++) {
          int component = j < inputs ? j : taken();
          addTo(g[j], i, sums, component * neurons, neurons);
        }
      }
    }
  }

  private static void addTo(double[] sums, int to, float[] numbers, int from, int count) {
    for (int k = 0; k < count; k++) {
      sums[to + k] += numbers[from + k];
    }
  }
}
