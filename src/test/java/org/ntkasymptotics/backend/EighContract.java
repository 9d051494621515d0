package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.Samples.dot;
import static org.ntkasymptotics.backend.Samples.times;
import static org.ntkasymptotics.reference.Tolerances.EIGENVALUE;
import static org.ntkasymptotics.reference.Tolerances.EIGENVECTOR;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/** What eigensystems of every back end must be. */
public abstract class EighContract extends MatrixContract {

  /** What the method under test achieves for residuals and orthogonality. */
  protected double vectorAllowance() {
    return EIGENVECTOR;
  }

  /** The eigensystem by the route under test; the default asks the back end. */
  protected Eigensystem eigh(Backend backend, BackendMatrix gram) {
    return backend.eigh(gram);
  }

  private void assertSolved(Backend backend, RowMatrix x, String what) {
    int n = x.rows();
    BackendMatrix gram = backend.gram(new ReluNtk(1, 1), x);
    SymmetricMatrix k = gram.toHost();
    try (Eigensystem eigen = eigh(backend, gram)) {
      assertThrows(IllegalStateException.class, gram::toHost, "eigh consumes the matrix");
      double[] values = eigen.values();
      RowMatrix v = eigen.vectors();
      double norm = Math.abs(values[0]);
      double[] g = Samples.gaussian(1, n, 6).row(0);
      double[] c = eigen.project(g);
      for (int i = 0; i < n; i++) {
        assertTrue(i == 0 || values[i - 1] >= values[i], what + ": not descending at " + i);
        double[] vi = v.row(i);
        double[] kv = times(k, vi);
        double square = 0;
        for (int j = 0; j < n; j++) {
          square += Math.pow(kv[j] - values[i] * vi[j], 2);
        }
        assertWithin(
            0, Math.sqrt(square), in(vectorAllowance()) * norm, what + ": residual of " + i);
        for (int j = 0; j <= i; j++) {
          assertWithin(
              i == j ? 1 : 0,
              dot(vi, v.row(j)),
              in(vectorAllowance()),
              what + ": v" + i + "·v" + j);
        }
        assertWithin(
            dot(vi, g) / Math.sqrt(n),
            c[i],
            in(vectorAllowance()) * Math.sqrt(dot(g, g) / n),
            what + ": projection " + i);
      }
    }
  }

  @Test
  void everySize() {
    try (Backend backend = open(2)) {
      for (int n : sizes()) {
        assertSolved(backend, Samples.gaussian(n, 2, n), "Gaussian, n = " + n);
      }
    }
  }

  @Test
  void hardMatrices() {
    try (Backend backend = open(2)) {
      for (Map.Entry<String, RowMatrix> points : EigenCases.of(90).entrySet()) {
        assertSolved(backend, points.getValue(), points.getKey());
      }
    }
  }

  @Test
  void valuesAgreeWithThoseOfModes() {
    try (Backend backend = open(2)) {
      RowMatrix x = Samples.gaussian(200, 3, 1);
      RowMatrix g = Samples.gaussian(1, 200, 2);
      Modes modes = backend.modes(backend.gram(new ReluNtk(1, 1), x), g);
      try (Eigensystem eigen = eigh(backend, backend.gram(new ReluNtk(1, 1), x))) {
        double[] c = eigen.project(g.row(0));
        double square = dot(g.row(0), g.row(0)) / 200;
        for (int i = 0; i < 200; i++) {
          assertWithin(
              eigen.values()[i],
              modes.values()[i],
              in(EIGENVALUE) * eigen.values()[0],
              "value " + i);
          // A vector turns by the perturbation over the distance to the next value at most.
          double gap = gap(eigen.values(), i) / eigen.values()[0];
          assertWithin(
              c[i] * c[i],
              Math.pow(modes.coefficients().get(0, i), 2),
              2 * in(EIGENVALUE) / gap * square,
              "c squared " + i);
        }
      }
    }
  }

  /** Distance of a value to its nearest neighbour. */
  private static double gap(double[] values, int i) {
    double above = i == 0 ? Double.POSITIVE_INFINITY : values[i - 1] - values[i];
    double below = i + 1 == values.length ? Double.POSITIVE_INFINITY : values[i] - values[i + 1];
    return Math.min(above, below);
  }

  @Test
  void useAfterCloseAndWrongLengthsAreRefused() {
    try (Backend backend = open(1)) {
      Eigensystem eigen = eigh(backend, backend.gram(new ReluNtk(1, 1), Samples.gaussian(4, 2, 1)));
      assertEquals(4, eigen.project(new double[4]).length);
      assertThrows(IllegalArgumentException.class, () -> eigen.project(new double[5]));
      eigen.close();
      eigen.close();
      assertThrows(IllegalStateException.class, eigen::values);
      assertThrows(IllegalStateException.class, eigen::vectors);
      assertThrows(IllegalStateException.class, () -> eigen.project(new double[4]));
    }
  }
}
