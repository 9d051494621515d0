package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.ComputationException;

/** A solve that went wrong must not pass. */
class SolveCheckTest {

  private static CpuMatrix diagonal(double... entries) {
    CpuMatrix matrix = new CpuMatrix(entries.length);
    for (int j = 0; j < entries.length; j++) {
      double[] column = new double[entries.length - j];
      column[0] = entries[j];
      matrix.memory().at((long) j * entries.length + j).put(column, 0, column.length);
    }
    return matrix;
  }

  @Test
  void wrongEigenvaluesAreNoticed() {
    try (CpuMatrix matrix = diagonal(3, 2, 1)) {
      SolveCheck check = new SolveCheck(matrix, new Workers(1));
      check.values(new double[] {3, 2, 1});
      String trace =
          assertThrows(ComputationException.class, () -> check.values(new double[] {3, 2, 1.0001}))
              .getMessage();
      assertTrue(trace.contains("trace"), trace);
      // Same trace, other squares.
      String norm =
          assertThrows(
                  ComputationException.class, () -> check.values(new double[] {3.0001, 2, 0.9999}))
              .getMessage();
      assertTrue(norm.contains("Frobenius"), norm);
      assertThrows(ComputationException.class, () -> check.values(new double[] {Double.NaN, 2, 1}));
    }
  }

  @Test
  void lostEnergyIsNoticed() {
    try (CpuMatrix matrix = diagonal(3, 2, 1)) {
      SolveCheck check = new SolveCheck(matrix, new Workers(1));
      double s = 1 / Math.sqrt(3);
      check.coefficients(new double[] {s, s, s}, new double[] {1, 1, 1});
      assertThrows(
          ComputationException.class,
          () -> check.coefficients(new double[] {s, s, 0.999 * s}, new double[] {1, 1, 1}));
    }
  }

  @Test
  void normsThatWouldUnderflowAreRefused() {
    try (CpuMatrix matrix = diagonal(1e-160, 1e-160)) {
      String message =
          assertThrows(ComputationException.class, () -> new SolveCheck(matrix, new Workers(1)))
              .getMessage();
      assertTrue(message.contains("Frobenius") && message.contains("sigma_w"), message);
    }
  }
}
