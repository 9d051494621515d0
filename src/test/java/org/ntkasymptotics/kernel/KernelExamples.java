package org.ntkasymptotics.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.ntkasymptotics.reference.Tolerances;

/** Members of every family of kernels, for tests that all of them must pass. */
public final class KernelExamples {
  private static final List<String> ANGULAR =
      List.of(
          "relu-ntk",
          "relu-covariance",
          "relu-ntk-singular",
          "deep-relu-ntk:hidden=1",
          "deep-relu-ntk:hidden=3",
          "deep-relu-ntk:hidden=50",
          "deep-relu-covariance:hidden=1",
          "deep-relu-covariance:hidden=3",
          "deep-relu-covariance:hidden=50",
          "power-ntk:q=0.6",
          "power-ntk:q=1.5",
          "power-ntk:q=2.0",
          "power-covariance:q=0.75",
          "power-covariance:q=3.7");
  private static final List<String> ISOTROPIC =
      List.of(
          "laplace:length=1.0",
          "laplace:length=0.3",
          "matern:smoothness=0.3,length=1.0",
          "matern:smoothness=1.0,length=0.5",
          "matern:smoothness=2.5,length=2.0",
          "distance:alpha=1.0",
          "distance:alpha=2.5");

  private KernelExamples() {}

  /** Kernels of the lifted angle. */
  public static Stream<AngleKernel> angular(double sigmaW, double sigmaB) {
    return ANGULAR.stream().map(spec -> (AngleKernel) NtkKernel.from(spec, sigmaW, sigmaB));
  }

  /** Kernels of the distance. */
  public static Stream<DistanceKernel> isotropic() {
    return ISOTROPIC.stream().map(spec -> (DistanceKernel) NtkKernel.from(spec, 1, 1));
  }

  /** All of them. */
  public static Stream<NtkKernel> all(double sigmaW, double sigmaB) {
    return Stream.concat(angular(sigmaW, sigmaB), isotropic());
  }

  /**
   * Those that are well conditioned for any points. Without biases points on one line through the
   * origin have angles 0 and π: a kernel as steep there as φ^{2q−1} with q &lt; 1 shows the
   * rounding of φ, an ulp, as one of its own of that power.
   */
  public static Stream<NtkKernel> conditioned(double sigmaW, double sigmaB) {
    return all(sigmaW, sigmaB)
        .filter(kernel -> sigmaB > 0 || !(kernel instanceof PowerNtk power && power.q() < 1));
  }

  /** How far an entry of a tile may be from the formula, relative to {@link #scale}. */
  public static double tolerance(NtkKernel kernel) {
    return kernel instanceof PowerKernel || kernel instanceof Matern
        ? Tolerances.POWER_ENTRY
        : Tolerances.TILE_ENTRY;
  }

  /**
   * What an entry's rounding is relative to: √(Θ(x,x) Θ(x′,x′)) of the kernel without its cuts; for
   * deep kernels in the proportion of {@code Tolerances.deepEntry}.
   */
  public static double scale(NtkKernel kernel, double[] x, double[] y) {
    if (kernel instanceof DistancePower power) {
      double reach = LiftedAngle.norm(x, 1, 0) + LiftedAngle.norm(y, 1, 0);
      return Math.pow(reach, power.alpha());
    }
    NtkKernel full =
        kernel instanceof ReluNtkSingular k ? new ReluNtk(k.sigmaW(), k.sigmaB()) : kernel;
    double layers = kernel instanceof LayeredKernel k ? 1.5 + (k.hidden() - 1) / 4.0 : 1;
    return layers * Math.sqrt(full.entry(x, x) * full.entry(y, y));
  }
}
