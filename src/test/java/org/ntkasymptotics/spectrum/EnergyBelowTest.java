package org.ntkasymptotics.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.ntkasymptotics.spectrum.SpectrumTest.assertMessage;

import org.junit.jupiter.api.Test;

class EnergyBelowTest {
  @Test
  void sumsTheModesBelow() {
    EnergyBelow energy =
        EnergyBelow.of(
            new Spectrum(new double[] {16, 4, 4, 1, -1e-20}),
            new Coefficients(new double[] {1, 2, 3, 4, 5}));
    assertArrayEquals(new double[] {2, 8}, energy.lambda());
    assertArrayEquals(new double[] {41, 54}, energy.energy());
  }

  @Test
  void needsOneCoefficientPerEigenvalue() {
    assertMessage(
        "as many",
        () ->
            EnergyBelow.of(new Spectrum(new double[] {1}), new Coefficients(new double[] {1, 2})));
  }
}
