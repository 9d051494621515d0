package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A solve that went wrong must not pass. */
class SolveCheckTest {

  private static SolveCheck ofDiagonal(Precision precision, double... entries) {
    double trace = 0;
    double square = 0;
    for (double entry : entries) {
      trace += entry;
      square += entry * entry;
    }
    return new SolveCheck(entries.length, trace, square, precision);
  }

  @Test
  void wrongEigenvaluesAreNoticed() {
    SolveCheck check = ofDiagonal(Precision.DOUBLE, 3, 2, 1);
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

  @Test
  void singlePrecisionIsJudgedByItsOwnRounding() {
    SolveCheck check = ofDiagonal(Precision.SINGLE, 3, 2, 1);
    check.values(new double[] {3.000001, 2, 1});
    assertThrows(ComputationException.class, () -> check.values(new double[] {3.001, 2, 1}));
    assertThrows(
        ComputationException.class, () -> ofDiagonal(Precision.SINGLE, 1e-40, 1e-40), "underflow");
  }

  @Test
  void lostEnergyIsNoticed() {
    SolveCheck check = ofDiagonal(Precision.DOUBLE, 3, 2, 1);
    double s = 1 / Math.sqrt(3);
    check.coefficients(new double[] {s, s, s}, new double[] {1, 1, 1});
    assertThrows(
        ComputationException.class,
        () -> check.coefficients(new double[] {s, s, 0.999 * s}, new double[] {1, 1, 1}));
  }

  @Test
  void normsThatWouldUnderflowAreRefused() {
    String message =
        assertThrows(ComputationException.class, () -> ofDiagonal(Precision.DOUBLE, 1e-160, 1e-160))
            .getMessage();
    assertTrue(message.contains("Frobenius") && message.contains("sigma_w"), message);
  }
}
