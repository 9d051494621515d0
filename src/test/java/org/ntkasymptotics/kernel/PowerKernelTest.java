package org.ntkasymptotics.kernel;

import static org.ntkasymptotics.reference.Tolerances.POWER_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole exponents have closed forms in 60 digits; q = 1 is the kernel that was there before. */
class PowerKernelTest {
  private static final int LARGEST = 4;

  /** A profile takes milliseconds to fit, an entry none: one of each q serves every pair. */
  private static final List<PowerProfile> NTK =
      IntStream.rangeClosed(1, LARGEST).mapToObj(PowerProfile::ofNtk).toList();

  private static final List<PowerProfile> COVARIANCE =
      IntStream.rangeClosed(1, LARGEST).mapToObj(PowerProfile::ofCovariance).toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 20, 784})
  void wholeExponentsAgreeWithSixtyDigits(int d) {
    for (PointPairs p : PointPairs.hard(d, 300 + d)) {
      ExactKernel exact = new ExactKernel(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      for (int q = 1; q <= LARGEST; q++) {
        PowerNtk ntk = new PowerNtk(NTK.get(q - 1), p.sigmaW(), p.sigmaB());
        PowerCovariance covariance =
            new PowerCovariance(COVARIANCE.get(q - 1), p.sigmaW(), p.sigmaB());
        assertWithin(
            exact.powerNtk(q),
            ntk.entry(p.x(), p.y()),
            POWER_ENTRY * KernelExamples.scale(ntk, p.x(), p.y()),
            "ntk q=" + q + ", " + p.words());
        assertWithin(
            exact.powerCovariance(q),
            covariance.entry(p.x(), p.y()),
            POWER_ENTRY * KernelExamples.scale(covariance, p.x(), p.y()),
            "covariance q=" + q + ", " + p.words());
      }
    }
  }
}
