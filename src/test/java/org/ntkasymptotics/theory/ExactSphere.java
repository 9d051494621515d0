package org.ntkasymptotics.theory;

import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.special.GaussLegendre;

/**
 * The exact eigenvalues of a kernel on the unit sphere of R², R³ or R⁴ with uniform probability:
 * one for every degree l, by the Funk-Hecke formula with Gauss quadrature in the root of the angle,
 * where the kernel is smooth.
 *
 * @param dimension m = 1, 2, 3, of the sphere
 * @param values by degree
 */
record ExactSphere(int dimension, double[] values) {

  static ExactSphere of(NtkKernel kernel, int m, int degrees) {
    // ψ = π s²: powers of ψ that are not whole become smooth in s.
    GaussLegendre rule = GaussLegendre.of(2 * degrees + 200, 0, 1);
    double[] values = new double[degrees];
    for (int i = 0; i < rule.nodes().length; i++) {
      double s = rule.nodes()[i];
      double psi = Math.PI * s * s;
      double weight = 2 * Math.PI * s * rule.weights()[i] * entry(kernel, psi) * measure(m, psi);
      double[] harmonics = harmonics(m, psi, degrees);
      for (int l = 0; l < degrees; l++) {
        values[l] += weight * harmonics[l];
      }
    }
    return new ExactSphere(m, values);
  }

  /** The entry of two points of the unit sphere, an arc ψ apart. */
  private static double entry(NtkKernel kernel, double psi) {
    double chord = 2 * Math.sin(psi / 2);
    if (kernel instanceof DistanceKernel isotropic) {
      return isotropic.ofDistance(chord);
    }
    AngleKernel angular = (AngleKernel) kernel;
    double norm = Math.hypot(angular.sigmaW(), angular.sigmaB());
    // The angle between lifted points from the length of their difference.
    double phi = 2 * Math.asin(Math.min(1, angular.sigmaW() * chord / (2 * norm)));
    double r2 = norm * norm;
    return angular.ofAngle(norm, norm, r2 * Math.sin(phi), r2 * Math.cos(phi), phi);
  }

  /** How many independent harmonics have degree l. */
  double multiplicity(int l) {
    return switch (dimension) {
      case 1 -> l == 0 ? 1 : 2;
      case 2 -> 2 * l + 1;
      default -> (l + 1.0) * (l + 1);
    };
  }

  /** How many eigenvalues belong to degrees below l. */
  double below(int l) {
    return switch (dimension) {
      case 1 -> l == 0 ? 0 : 2 * l - 1;
      case 2 -> (double) l * l;
      default -> l * (l + 1.0) * (2 * l + 1) / 6;
    };
  }

  private static double measure(int m, double psi) {
    return switch (m) {
      case 1 -> 1 / Math.PI;
      case 2 -> Math.sin(psi) / 2;
      default -> 2 / Math.PI * Math.sin(psi) * Math.sin(psi);
    };
  }

  /** Zonal harmonics with value 1 at the pole: cos lψ, P_l(cos ψ), sin((l+1)ψ)/((l+1) sin ψ). */
  private static double[] harmonics(int m, double psi, int degrees) {
    double[] h = new double[degrees];
    double x = Math.cos(psi);
    for (int l = 0; l < degrees; l++) {
      h[l] =
          switch (m) {
            case 1 -> Math.cos(l * psi);
            case 2 ->
                l == 0 ? 1 : l == 1 ? x : ((2 * l - 1) * x * h[l - 1] - (l - 1) * h[l - 2]) / l;
            default -> Math.sin((l + 1) * psi) / ((l + 1) * Math.sin(psi));
          };
    }
    return h;
  }
}
