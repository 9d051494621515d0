package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UniformBall;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.random.Seeds;

class PrintedConstantsTest {
  private static final Seeds SEEDS = new Seeds(3);

  private static Dataset mixture(int d) {
    return new GaussianMixture(d, 2, 1, 0.5).draw(50, SEEDS);
  }

  private static PrintedConstants printed(NtkKernel kernel, Dataset data, Target target) {
    Laws laws = Laws.of(kernel, data, target, SEEDS);
    return PrintedConstants.of(kernel, data, Optional.of(target), laws, SEEDS);
  }

  @Test
  void formulasPrintedRightGiveTheConstantsThemselves() {
    Dataset data = mixture(2);
    Laws laws = Laws.of(new ReluNtk(1, 1), data, new BallTarget(1), SEEDS);
    PrintedConstants printed = printed(new ReluNtk(1, 1), data, new BallTarget(1));
    assertEquals(24, printed.eigenvalues().orElseThrow().equation());
    assertEquals(
        laws.eigenvalues().lambda().value().getAsDouble(), printed.eigenvalues().get().value());
    assertEquals(25, printed.loss().orElseThrow().equation());
    assertEquals(laws.loss().get().c().value().getAsDouble(), printed.loss().get().value());
    assertEquals("", printed.loss().get().misprint());
  }

  /** The literal formula was found off by 519 in d = 2 and 2e4 in d = 3 (theory, section 0). */
  @Test
  void theProcessConstantIsTooSmallInPrint() {
    Dataset data = mixture(3);
    Target gp = new NetworkGpTarget(1, 1);
    double c = Laws.of(new ReluNtk(1, 1), data, gp, SEEDS).loss().get().c().value().getAsDouble();
    PrintedConstants.Printed printed = printed(new ReluNtk(1, 1), data, gp).loss().orElseThrow();
    assertEquals(2.051e4, c / printed.value(), 1);
    assertEquals(27, printed.equation());
    assertTrue(printed.misprint().contains("(2π)"));
  }

  /**
   * Equation (31) at q = 1 is (24) times (2π)^(d+1); at q = 2, d = 2 the prefactor is 1e4 too
   * large.
   */
  @Test
  void theActivationsConstantIsTooLargeInPrint() {
    Dataset data = mixture(2);
    double relu = printed(new ReluNtk(1, 1), data, new BallTarget(1)).eigenvalues().get().value();
    PrintedConstants.Printed one =
        printed(new PowerNtk(1, 1, 1), data, new BallTarget(1)).eigenvalues().orElseThrow();
    assertEquals(31, one.equation());
    assertEquals(1, one.value() / relu / Math.pow(2 * Math.PI, 3), 1e-10);
    // In a small ball r = σ_b everywhere and only the prefactor differs.
    Dataset small = new UniformBall(2, 1e-3).draw(50, SEEDS);
    Laws square = Laws.of(new PowerNtk(2, 1, 1), small, SEEDS);
    double literal =
        printed(new PowerNtk(2, 1, 1), small, new BallTarget(1e-4)).eigenvalues().get().value();
    double off = literal / square.eigenvalues().lambda().value().getAsDouble();
    assertEquals(1, off / Math.pow(2 * Math.PI, 5), 1e-5);
    // At radius 2 the other exponent of r, smaller by 0.8, makes the printed constant smaller.
    Dataset wide = new UniformBall(2, 2).draw(50, SEEDS);
    double wideLiteral =
        printed(new PowerNtk(2, 1, 1), wide, new BallTarget(1)).eigenvalues().get().value();
    double wideOff =
        wideLiteral / Laws.of(new PowerNtk(2, 1, 1), wide, SEEDS).eigenvalues().at(0.5);
    double least = Math.pow(5, -0.8 / 2 * 2.5);
    assertTrue(wideOff / off < 1 && wideOff / off > least, "off by " + wideOff);
  }

  @Test
  void whereNothingIsPrintedThereIsNothing() {
    Target ball = new BallTarget(1);
    assertEquals(PrintedConstants.NONE, printed(new ReluCovariance(1, 1), mixture(2), ball));
    Dataset sphere = new UniformSphere(3, 1).draw(50, SEEDS);
    Laws laws = Laws.of(new ReluNtk(1, 1), sphere, SEEDS);
    assertEquals(
        PrintedConstants.NONE,
        PrintedConstants.of(new ReluNtk(1, 1), sphere, Optional.empty(), laws, SEEDS));
    Target gp = new NetworkGpTarget(1, 1);
    assertTrue(printed(new ReluNtk(1, 1), mixture(2), gp).loss().isEmpty(), "no constant at all");
  }
}
