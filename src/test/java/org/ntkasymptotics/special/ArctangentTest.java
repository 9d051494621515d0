package org.ntkasymptotics.special;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.ARCTANGENT;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.ExactKernel;

class ArctangentTest {

  @Test
  void withinTwoUlpOfSixtyDigits() {
    for (int i = 1; i <= 2000; i++) {
      double h = i / 2000.0;
      assertRelative(exact(h), Arctangent.unit(h), ARCTANGENT, "atan(" + h + ")");
      double small = Math.pow(h, 60);
      assertRelative(exact(small), Arctangent.unit(small), ARCTANGENT, "atan(" + small + ")");
    }
    assertEquals(0, Arctangent.unit(0));
  }

  private static double exact(double h) {
    return ExactKernel.atan(new BigDecimal(h)).doubleValue();
  }
}
