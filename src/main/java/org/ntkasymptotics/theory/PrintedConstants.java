package org.ntkasymptotics.theory;

import java.util.Optional;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;
import org.ntkasymptotics.random.Seeds;

/**
 * The constants as the formulas of Velikanov and Yarotsky give them in print, misprints included,
 * to stand beside the corrected ones. Source of the differences: theory, section 0.
 *
 * @param eigenvalues Λ; empty where the paper prints no formula
 * @param loss C; empty likewise
 */
public record PrintedConstants(Optional<Printed> eigenvalues, Optional<Printed> loss) {

  /** No formula in print. */
  public static final PrintedConstants NONE =
      new PrintedConstants(Optional.empty(), Optional.empty());

  /**
   * A constant by a printed formula.
   *
   * @param equation its number in the paper
   * @param value what it gives, to the error of the corrected constant
   * @param misprint how the print differs from the formula that holds; empty where it does not
   */
  public record Printed(int equation, double value, String misprint) {}

  /**
   * The printed constants of a case.
   *
   * @param laws the corrected ones of the same case
   * @param seeds those of the laws
   */
  public static PrintedConstants of(
      NtkKernel kernel, Dataset dataset, Optional<Target> target, Laws laws, Seeds seeds) {
    boolean onSphere = dataset.distribution().filter(UniformSphere.class::isInstance).isPresent();
    Optional<Double> lambda = known(laws.eigenvalues());
    if (onSphere || lambda.isEmpty()) {
      return NONE;
    }
    if (kernel instanceof PowerNtk power) {
      return new PrintedConstants(Optional.of(ofPower(power, dataset, seeds)), Optional.empty());
    }
    if (kernel instanceof ReluNtk || kernel instanceof ReluNtkSingular) {
      return new PrintedConstants(
          Optional.of(new Printed(24, lambda.get(), "")),
          laws.loss().flatMap(loss -> target.flatMap(t -> loss(t, loss, laws.dimension()))));
    }
    return NONE;
  }

  /** Equation (31): its prefactor is (2π)^(d+α) too large, its exponent of r differs. */
  private static Printed ofPower(PowerNtk kernel, Dataset dataset, Seeds seeds) {
    DataGeometry data = DataGeometry.of(kernel, dataset);
    double d = data.dimension();
    double alpha = data.kernel().order();
    double more = d * (1 - alpha) / (d + alpha);
    double w2 = kernel.sigmaW() * kernel.sigmaW();
    double b2 = kernel.sigmaB() * kernel.sigmaB();
    Estimate mean =
        data.nodes(1 + data.localPower(), seeds.stream("theory/eigenvalues"))
            .integralAt(
                1 + data.localPower(),
                x -> data.logGamma(x) + more / 2 * Math.log(w2 * DensityNodes.norm2(x) + b2));
    return new Printed(
        31,
        Math.pow(2 * Math.PI, d + alpha) * Math.pow(mean.value(), data.nu()),
        "(2π)^(d+q−2) is printed for (2π)^−(q+1), and (2d − αd − α)/(d + α) for the exponent"
            + " (d − α)/(d + α) of r");
  }

  private static Optional<Printed> loss(Target target, LossLaw law, int d) {
    if (target instanceof BallTarget) {
      return known(law).map(c -> new Printed(25, c, ""));
    }
    Optional<AngleKernel> process = process(target);
    if (process.isPresent()) {
      double beta = process.get() instanceof PowerKernel power ? 2 * power.q() + 1 : 3;
      double factor = beta * Math.pow(2 * Math.PI, d - d * beta);
      return known(law).map(c -> new Printed(27, c * factor, "(2π)^(dβ) is printed for (2π)^d β"));
    }
    return Optional.empty();
  }

  private static Optional<AngleKernel> process(Target target) {
    if (target instanceof NetworkGpTarget gp) {
      return Optional.of(gp.covariance());
    }
    return target instanceof CovarianceGpTarget gp
        ? Optional.of(gp.covariance())
        : Optional.empty();
  }

  private static Optional<Double> known(PowerLaw law) {
    return law.constant().value().stream().boxed().findAny();
  }
}
