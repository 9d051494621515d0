package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.Samples.dot;
import static org.ntkasymptotics.backend.Samples.times;
import static org.ntkasymptotics.reference.Tolerances.EIGENVALUE;
import static org.ntkasymptotics.reference.Tolerances.MODE_MOMENT;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;
import org.ntkasymptotics.reference.ReferenceValues;

/** What eigenvalues and projections without eigenvectors must be, on every back end. */
public abstract class ModesContract extends MatrixContract {

  /** Modes by the route under test; the default asks the back end. */
  protected Modes modes(Backend backend, BackendMatrix gram, RowMatrix residuals) {
    return backend.modes(gram, residuals);
  }

  /** Judged by what does not depend on the choice of basis: Σ c² λᵏ = δfᵀ Kᵏ δf/M. */
  private void assertModes(String what, SymmetricMatrix k, RowMatrix g, Modes modes) {
    int n = k.size();
    assertEquals(n, modes.values().length);
    double norm = Math.max(Math.abs(modes.values()[0]), Math.abs(modes.values()[n - 1]));
    for (int i = 1; i < n; i++) {
      assertTrue(modes.values()[i - 1] >= modes.values()[i], what + ": not descending at " + i);
    }
    for (int j = 0; j < g.rows(); j++) {
      double[] power = g.row(j);
      double square = dot(power, power) / n;
      for (int p = 0; p <= 3; p++) {
        double moment = 0;
        for (int i = 0; i < n; i++) {
          double c = modes.coefficients().get(j, i);
          moment += c * c * Math.pow(modes.values()[i], p);
        }
        double expected = dot(g.row(j), power) / n;
        assertWithin(
            expected,
            moment,
            in(MODE_MOMENT) * square * Math.pow(norm, p),
            what + ", n = " + n + ", residual " + j + ", moment " + p);
        power = times(k, power);
      }
    }
  }

  private Modes solve(Backend backend, NtkKernel kernel, RowMatrix x, RowMatrix g, String what) {
    BackendMatrix gram = backend.gram(kernel, x);
    SymmetricMatrix host = gram.toHost();
    Modes modes = modes(backend, gram, g);
    assertThrows(IllegalStateException.class, gram::toHost, "modes consumes the matrix");
    assertModes(what, host, g, modes);
    return modes;
  }

  @Test
  void everySizeKeepsTheMomentsOfTheResiduals() {
    try (Backend backend = open(2)) {
      for (int n : sizes()) {
        RowMatrix x = Samples.gaussian(n, 2, n);
        RowMatrix g = Samples.gaussian(n % 3 + 1, n, 50 + n);
        solve(backend, new ReluNtk(1, 1), x, g, "Gaussian");
      }
    }
  }

  @Test
  void hardMatrices() {
    int n = 150;
    try (Backend backend = open(2)) {
      for (Map.Entry<String, RowMatrix> points : EigenCases.of(n).entrySet()) {
        RowMatrix g = Samples.gaussian(2, n, 9);
        solve(backend, new ReluNtk(1, 1), points.getValue(), g, points.getKey());
        solve(backend, new ReluCovariance(1, 0.1), points.getValue(), g, points.getKey());
      }
    }
  }

  @Test
  void aDiagonalMatrix() {
    // One dimension, no bias, opposite pairs are orthogonal; two points give a diagonal matrix.
    RowMatrix x = RowMatrix.of(new double[] {1}, new double[] {-2});
    try (Backend backend = open(1)) {
      Modes modes =
          solve(backend, new ReluNtk(1, 0), x, RowMatrix.of(new double[] {3, 5}), "diagonal");
      assertEquals(2, modes.values()[0], in(4 * EIGENVALUE));
      assertEquals(0.5, modes.values()[1], in(EIGENVALUE));
      assertEquals(25.0 / 2, Math.pow(modes.coefficients().get(0, 0), 2), 1e-13);
    }
  }

  @Test
  void noResidualGivesEigenvaluesAlone() {
    try (Backend backend = open(2)) {
      RowMatrix x = Samples.gaussian(100, 2, 1);
      Modes none = solve(backend, new ReluNtk(1, 1), x, RowMatrix.zeros(0, 100), "k = 0");
      Modes some = solve(backend, new ReluNtk(1, 1), x, Samples.gaussian(2, 100, 2), "k = 2");
      for (int i = 0; i < 100; i++) {
        assertWithin(
            some.values()[i], none.values()[i], in(EIGENVALUE) * some.values()[0], "value " + i);
      }
      assertEquals(0, none.coefficients().rows());
    }
  }

  @Test
  void equallySpacedPointsOnTheCircleGiveTheCosineSums() {
    int n = 300;
    try (Backend backend = open(2)) {
      for (NtkKernel kernel : List.of(new ReluNtk(1, 1), new ReluCovariance(1, 1))) {
        RowMatrix x = Samples.circle(n);
        Modes modes = solve(backend, kernel, x, Samples.gaussian(1, n, 3), "circle");
        List<Double> expected = new ArrayList<>();
        for (int k = 0; k < n; k++) {
          double sum = 0;
          for (int j = 0; j < n; j++) {
            sum += kernel.entry(x.row(0), x.row(j)) * Math.cos(2 * Math.PI * (k * j % n) / n) / n;
          }
          expected.add(sum);
        }
        expected.sort((a, b) -> Double.compare(b, a));
        for (int k = 0; k < n; k++) {
          assertWithin(
              expected.get(k), modes.values()[k], in(EIGENVALUE) * expected.get(0), "value " + k);
        }
      }
    }
  }

  @Test
  void theCircleConvergesToItsReferenceTable() {
    int n = 400;
    JsonNode table = ReferenceValues.load().get("circle_uniform").get(0);
    double sigmaW = ReferenceValues.number(table.get("sigma_w"));
    double sigmaB = ReferenceValues.number(table.get("sigma_b"));
    double r = Math.hypot(sigmaW, sigmaB);
    // Sampling folds the modes n ± k, 2n ± k … onto k: 2 Σ_m A/(2π (m n)²) with (n − k)² ≥ n²/2.
    double aliasing = 2 * Math.pow(sigmaW, 3) * r / Math.PI / (2 * Math.PI) / n / n * 1.6449 * 2;
    try (Backend backend = open(2)) {
      Modes modes =
          solve(backend, new ReluNtk(sigmaW, sigmaB), Samples.circle(n), RowMatrix.zeros(0, n), "");
      List<Double> expected = new ArrayList<>();
      for (JsonNode mode : table.get("modes")) {
        double value = ReferenceValues.number(mode.get("ntk"));
        if (mode.get("k").asInt() <= 5) {
          expected.add(value);
          if (mode.get("k").asInt() > 0) {
            expected.add(value);
          }
        }
      }
      for (int i = 0; i < expected.size(); i++) {
        assertWithin(expected.get(i), modes.values()[i], aliasing, "mode " + i);
      }
    }
  }

  @Test
  void cornersOfAnIcosahedronGiveExactMultiplets() {
    try (Backend backend = open(1)) {
      double[] v =
          solve(
                  backend,
                  new ReluNtk(1, 1),
                  Samples.icosahedron(),
                  RowMatrix.zeros(0, 12),
                  "icosahedron")
              .values();
      for (int[] multiplet : new int[][] {{0, 0}, {1, 3}, {4, 8}, {9, 11}}) {
        assertWithin(v[multiplet[0]], v[multiplet[1]], in(EIGENVALUE) * v[0], "multiplet");
      }
      assertTrue(v[0] - v[1] > 1e-3 && v[3] - v[4] > 1e-3, "multiplets 1, 3, … are apart");
    }
  }

  @Test
  void wrongLengthsAreRefused() {
    try (Backend backend = open(1);
        BackendMatrix gram = backend.gram(new ReluNtk(1, 1), Samples.gaussian(5, 2, 1))) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> backend.modes(gram, RowMatrix.zeros(1, 4)))
              .getMessage();
      assertTrue(message.contains("5") && message.contains("4"), message);
      assertEquals(5, gram.toHost().size());
    }
  }
}
