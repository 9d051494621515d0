package org.ntkasymptotics.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where the law of a Gaussian process ends: tails and edges of the density, which its formula
 * leaves out.
 *
 * <p>Tails: where μ is below about λ nothing is learned yet. That is a share λ of the mass, up to
 * logarithms, and so of the energy: s(λ) has a part of order λ¹, subdominant only for ξ &lt; 1
 * (theory, section 5, has the same limit from the integral of μ^{1−ξ}). Edges: modes of norm k see
 * the misfit of process and kernel at the edge as an energy k^{−(d+α+1)} against k^{−β}. Both are
 * small where the kernel carries the process on beyond the data, as networks' kernels do their own;
 * one of the distance falls off there. For Laplace in d = 1 on an interval the edges add 2 Σ μ^{−½}
 * E(f′ + f/length)² to ∫ μ^{−½} E(kinks of f′)² dx, 116 times as much for a mixture of eight
 * Gaussians.
 */
final class ProcessLimits {
  private static final double ROUNDING = 1e-12;

  private final DataGeometry data;
  private final SingularExpansion kernel;
  private final SingularExpansion process;
  private final double xi;

  ProcessLimits(DataGeometry data, SingularExpansion process) {
    this.data = data;
    this.process = process;
    kernel = (SingularExpansion) data.kernel();
    xi = process.order() / (kernel.dimension() + kernel.order());
  }

  /** Why the constant does not exist or is of no use; empty if it is. */
  String whyNoConstant() {
    if (data.kind() == DataGeometry.Kind.HARD_EDGED && edgeOrder() < ROUNDING) {
      return whyNoneWithEdges();
    }
    if (!data.mayHaveTails() || xi < 1) {
      return "";
    }
    if (xi > 1) {
      return String.format(
          Locale.ROOT,
          "the integral of μ^(1−ξ) with ξ = %.3g > 1 diverges in the tails of the density, so there"
              + " is no constant: where μ is below about λ nothing is learned, so that the exponent"
              + " itself sinks to 1, slowly (measured for a Gaussian in d = 1, n around 100: 1.25"
              + " for relu-ntk, 0.97 for laplace)",
          xi);
    }
    OptionalDouble limit = LocalEnergy.ofAllSpace(kernel, process);
    return limit.isPresent()
        ? String.format(
            Locale.ROOT,
            "with Gaussian tails the constant is reached only as slowly as 1 − 1/√(1 + 2 ln t)"
                + " (still 14 %% short at t = 10⁵): its limit, C = %.4g, describes no loss that can"
                + " be seen",
            limit.getAsDouble() * LocalEnergy.lossPerEnergy(xi))
        : "with Gaussian tails there is no constant: the region that has been learned grows like"
            + " √ln t, and every part of it adds as much as the last";
  }

  /** Edges are of relative order k^−this. */
  private double edgeOrder() {
    return kernel.dimension() + kernel.order() + 1 - process.order();
  }

  private String whyNoneWithEdges() {
    String part =
        String.format(Locale.ROOT, "in d = %d the boundary layers at the", kernel.dimension());
    return edgeOrder() < -ROUNDING
        ? part
            + String.format(
                Locale.ROOT,
                " hard edges of the density dominate, with the exponent ξ = %.4g",
                1 + 1 / (kernel.dimension() + kernel.order()))
        : part
            + " hard edges of the density contribute at the same order as the bulk, and no closed"
            + " form for them is known (measured: 1.06 to 1.45 times the bulk for relu-ntk, more"
            + " for kernels of the distance)";
  }

  /**
   * Whether the kernel falls off where the data end, whatever the process does there: a kernel of
   * the distance has the same singularity at every point.
   */
  private boolean fallsOff() {
    return kernel.largestRatio() == 0 && data.kind() != DataGeometry.Kind.SPHERE;
  }

  /** Whether the prediction for finite samples is of use where there is no constant. */
  boolean guidesSamples() {
    return !fallsOff();
  }

  /** What to know besides. */
  List<String> caveats() {
    List<String> caveats = new ArrayList<>();
    boolean missing = !whyNoConstant().isEmpty();
    if (fallsOff()) {
      caveats.add(
          "A kernel of the distance falls off beyond the outermost points, and a network's process"
              + " goes on: the outermost points are learned late and carry more than the law"
              + (missing
                  ? ". No prediction for finite samples is given: laplace in d = 1 and 2 was found"
                      + " at 3 to 8 times it."
                  : String.format(
                      Locale.ROOT,
                      ", by a part that falls off like n^−%.2g only. For a mixture of 1000 points"
                          + " matern of smoothness 1.5 was found at 1.0, 1.4, 3 and 16 times its"
                          + " predicted loss in d = 1, 2, 3, 4, laplace at 7 and 14 times in d = 3"
                          + " and 4.",
                      (1 - xi) * data.nu())));
    } else if (missing) {
      caveats.add(
          "The finite-M prediction remains as a guide, because with M points only a bounded region is"
              + " active: for a mixture of 2000 points it met the loss within 5 % in d = 2 and 45 %"
              + " in d = 1, where n*(t) lay between the first index and M/10.");
    }
    if (!missing && data.kind() == DataGeometry.Kind.HARD_EDGED) {
      caveats.add(
          "Boundary layers at the edge of the support add an excess of relative order n^(−1/d):"
              + " 6–13 % was measured for relu-ntk in d = 2 at t = 10⁵–10⁶.");
    }
    return caveats;
  }
}
