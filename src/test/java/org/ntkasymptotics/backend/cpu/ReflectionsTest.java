package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.EIGENVALUE;
import static org.ntkasymptotics.reference.Tolerances.REFLECTION;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors against the plain twin, and the plain one against the definition. */
class ReflectionsTest {
  private static final int PAD = 3;

  private static double[] random(int length, long seed) {
    return new Random(seed).doubles(length, -1, 1).toArray();
  }

  private static void assertSame(double[] expected, double[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertWithin(expected[i], actual[i], REFLECTION, "element " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 96})
  void vectorsDoWhatThePlainLoopsDo(int b) {
    int ld = b + 5;
    Reflections vector = new VectorReflections(b);
    Reflections plain = new PlainReflections();
    double[] v = random(b, 1);
    double[] v2 = random(b, 2);
    for (int rows : new int[] {b, b - 1}) {
      double[] a = symmetric(b, ld);
      double[] c = a.clone();
      vector.twoSided(a, PAD, ld, rows, v, 0.07, new double[b]);
      plain.twoSided(c, PAD, ld, rows, v, 0.07, new double[b]);
      assertSame(c, a);
      double[] y = new double[b];
      double[] z = new double[b];
      vector.multiply(a, PAD, ld, rows, b, v, y);
      plain.multiply(c, PAD, ld, rows, b, v, z);
      assertSame(z, y);
      vector.offDiagonal(a, PAD, ld, rows, b, v, 0.05, y, v2, 0.06);
      plain.offDiagonal(c, PAD, ld, rows, b, v, 0.05, z, v2, 0.06);
      assertSame(c, a);
    }
  }

  private static double[] symmetric(int b, int ld) {
    double[] a = random(PAD + b * ld, 3);
    for (int j = 0; j < b; j++) {
      for (int i = 0; i < j; i++) {
        a[PAD + j * ld + i] = a[PAD + i * ld + j];
      }
    }
    return a;
  }

  @Test
  void thePlainTwoSidedUpdateIsHDH() {
    int m = 6;
    int ld = 9;
    double[] a = symmetric(m, ld);
    double[] d = a.clone();
    double[] v = random(m, 4);
    double tau = 0.4;
    new PlainReflections().twoSided(a, PAD, ld, m, v, tau, new double[m]);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double sum = 0;
        for (int k = 0; k < m; k++) {
          for (int l = 0; l < m; l++) {
            double left = (i == k ? 1 : 0) - tau * v[i] * v[k];
            double right = (l == j ? 1 : 0) - tau * v[l] * v[j];
            sum += left * d[PAD + l * ld + k] * right;
          }
        }
        assertEquals(sum, a[PAD + j * ld + i], EIGENVALUE);
      }
    }
  }

  @Test
  void householderAnnihilatesAndKeepsTheLength() {
    double[] x = {3, 0, 4, 12};
    double[] a = x.clone();
    double[] v = new double[4];
    double tau = Reflections.householder(a, 0, 4, v);
    assertEquals(-13, a[0], 4 * EIGENVALUE);
    assertEquals(0, a[1] + a[2] + a[3]);
    double dot = 0;
    for (int i = 0; i < 4; i++) {
      dot += v[i] * x[i];
    }
    for (int i = 1; i < 4; i++) {
      assertEquals(0, x[i] - tau * dot * v[i], 4 * EIGENVALUE);
    }
    assertEquals(0, Reflections.householder(new double[] {5, 0, 0}, 0, 3, v));
  }

  /** H = I − τ v vᵀ is orthogonal when τ |v|² = 2, however short x is. */
  @ParameterizedTest
  @ValueSource(doubles = {1e100, 1, 1e-139, 1e-145, 1e-155, 1e-162, 1e-300, 1e-322})
  void householderReflectionsOfTinyVectorsAreOrthogonal(double scale) {
    double[] a = random(8, 9);
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] *= scale;
      square += a[i] / scale * (a[i] / scale);
    }
    double[] v = new double[8];
    double tau = Reflections.householder(a, 0, 8, v);
    double length = 0;
    for (double x : v) {
      length += x * x;
    }
    assertWithin(2, tau * length, REFLECTION, "tau |v|^2");
    // The smallest double is 5e-324: β itself cannot be closer than half of it.
    assertWithin(
        Math.sqrt(square) * scale,
        Math.abs(a[0]),
        REFLECTION * scale + Double.MIN_VALUE,
        "length of x");
    for (int i = 1; i < 8; i++) {
      assertEquals(0, a[i]);
    }
  }
}
