package org.ntkasymptotics.theory;

import org.ntkasymptotics.kernel.DeepReluCovariance;
import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.DistancePower;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.Laplace;
import org.ntkasymptotics.kernel.Matern;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerCovariance;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;

/**
 * Which {@link SingularExpansion} belongs to which kernel: a kernel with laws has its lines here.
 */
final class KernelSingularity {
  private KernelSingularity() {}

  static Singularity of(NtkKernel kernel, int d) {
    return kernel instanceof EmpiricalNtk empirical
        ? NetworkSingularity.of(empirical.network().layered())
        : inSpace(kernel, d);
  }

  static SingularExpansion inSpace(NtkKernel kernel, int d) {
    if (kernel instanceof ReluNtk k) {
      return SingularExpansion.powerNtk(1, d, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof ReluNtkSingular k) {
      return SingularExpansion.powerNtk(1, d, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof ReluCovariance k) {
      return SingularExpansion.powerCovariance(1, d, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof DeepReluNtk k) {
      return DeepLayers.of(k).ntk(d);
    }
    if (kernel instanceof DeepReluCovariance k) {
      return DeepLayers.of(k).covariance(d);
    }
    if (kernel instanceof PowerNtk k) {
      return SingularExpansion.powerNtk(k.q(), d, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof PowerCovariance k) {
      return SingularExpansion.powerCovariance(k.q(), d, k.sigmaW(), k.sigmaB());
    }
    return ofDistance(kernel, d);
  }

  static SingularExpansion onSphere(NtkKernel kernel, int m, double radius) {
    if (kernel instanceof ReluNtk k) {
      return SingularExpansion.powerNtkOnSphere(1, m, radius, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof ReluNtkSingular k) {
      return SingularExpansion.powerNtkOnSphere(1, m, radius, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof ReluCovariance k) {
      return SingularExpansion.powerCovarianceOnSphere(1, m, radius, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof DeepReluNtk k) {
      return DeepLayers.of(k).ntkOnSphere(m, radius);
    }
    if (kernel instanceof DeepReluCovariance k) {
      return DeepLayers.of(k).covarianceOnSphere(m, radius);
    }
    if (kernel instanceof PowerNtk k) {
      return SingularExpansion.powerNtkOnSphere(k.q(), m, radius, k.sigmaW(), k.sigmaB());
    }
    if (kernel instanceof PowerCovariance k) {
      return SingularExpansion.powerCovarianceOnSphere(k.q(), m, radius, k.sigmaW(), k.sigmaB());
    }
    return ofDistance(kernel, m);
  }

  /** Chords and arcs of a sphere agree to leading order: the same in space and on a sphere. */
  private static SingularExpansion ofDistance(NtkKernel kernel, int d) {
    if (kernel instanceof Laplace k) {
      return SingularExpansion.powerOfDistance(1, -Math.log(k.length()), d);
    }
    if (kernel instanceof Matern k) {
      return SingularExpansion.matern(k.smoothness(), k.length(), d);
    }
    if (kernel instanceof DistancePower k) {
      return SingularExpansion.powerOfDistance(k.alpha(), 0, d);
    }
    throw new IllegalArgumentException("the laws are not known for the kernel " + kernel.spec());
  }
}
