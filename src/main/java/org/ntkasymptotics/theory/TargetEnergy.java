package org.ntkasymptotics.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.random.Seeds;

/**
 * The constant S of s(λ) ≈ S λ^ξ for a target, or the reason why there is none.
 *
 * @param xi ξ
 * @param constant S
 * @param bins local Λ with the energy there, for finite-M predictions; empty where nothing can be
 *     computed
 * @param caveats what belongs beside S and all that follows from it
 */
record TargetEnergy(double xi, Constant constant, Optional<LocalBins> bins, List<String> caveats) {

  /** The energy of a target; empty for one without a law. */
  static Optional<TargetEnergy> of(DataGeometry data, Target target, String obstacle, Seeds seeds) {
    if (target instanceof BallTarget ball) {
      return Optional.of(ofBall(data, ball, obstacle, seeds));
    }
    if (target instanceof NetworkGpTarget gp) {
      return Optional.of(ofProcess(data, gp.covariance(), obstacle, seeds));
    }
    if (target instanceof CovarianceGpTarget gp) {
      return Optional.of(ofProcess(data, gp.covariance(), obstacle, seeds));
    }
    return Optional.empty();
  }

  /** C = (S/2) Γ(1+ξ) 2^−ξ. */
  Constant lossConstant() {
    return constant instanceof Constant.Known s ? s.times(LocalEnergy.lossPerEnergy(xi)) : constant;
  }

  private static TargetEnergy ofBall(
      DataGeometry data, BallTarget ball, String obstacle, Seeds seeds) {
    double xi = 1 / (data.dimension() + data.kernel().order());
    List<String> caveats = new ArrayList<>();
    if (!obstacle.isEmpty()) {
      return new TargetEnergy(xi, new Constant.Missing(obstacle), Optional.empty(), caveats);
    }
    LocalEnergy local = LocalEnergy.ofBall(data, ball, seeds.stream("theory/surface"));
    if (!(local.total().value() > 0)) {
      String reason =
          "the surface of the ball lies where there are no data, so nothing jumps there";
      return new TargetEnergy(xi, new Constant.Missing(reason), Optional.empty(), caveats);
    }
    if (data.kind() == DataGeometry.Kind.UNKNOWN) {
      caveats.add(
          "The density on the surface of the ball is estimated from the data near it; where few"
              + " points lie near the surface it is smoothed, by an unknown amount.");
    }
    if (data.dimension() == 2) {
      caveats.add(
          "Before t of about 10⁴ the loss oscillates about the law by 5–30 %, because the ball's"
              + " edge is everywhere equally curved.");
    }
    return known(local, caveats);
  }

  private static TargetEnergy ofProcess(
      DataGeometry data, AngleKernel process, String obstacle, Seeds seeds) {
    SingularExpansion covariance = data.expansion(process);
    double xi = covariance.order() / (data.dimension() + data.kernel().order());
    List<String> caveats = new ArrayList<>();
    caveats.add(
        "The law is for the average over draws of the process; one draw scatters about it.");
    String missing =
        data.kernel() instanceof SingularExpansion
            ? obstacle
            : "of Gaussian processes under the kernel of a network at given weights no constant is"
                + " computed";
    if (!missing.isEmpty()) {
      return new TargetEnergy(xi, new Constant.Missing(missing), Optional.empty(), caveats);
    }
    LocalEnergy local = LocalEnergy.ofProcess(data, covariance, seeds.stream("theory/process"));
    ProcessLimits limits = new ProcessLimits(data, covariance);
    caveats.addAll(limits.caveats());
    String reason = limits.whyNoConstant();
    if (!reason.isEmpty()) {
      Optional<LocalBins> bins = limits.guidesSamples() ? bins(local) : Optional.empty();
      return new TargetEnergy(xi, new Constant.Missing(reason), bins, caveats);
    }
    if (local.total().isDistrusted()) {
      caveats.add(LawsDerivation.heavyTail("C and K", local.total()));
    }
    return known(local, caveats);
  }

  private static TargetEnergy known(LocalEnergy local, List<String> caveats) {
    Constant constant =
        new Constant.Known(
            local.total().value(), local.total().standardError(), "by " + local.method());
    return new TargetEnergy(local.xi(), constant, bins(local), caveats);
  }

  private static Optional<LocalBins> bins(LocalEnergy local) {
    return Optional.of(LocalBins.of(local.logLambda(), local.energy()));
  }
}
