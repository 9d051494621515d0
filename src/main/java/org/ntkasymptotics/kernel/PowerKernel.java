package org.ntkasymptotics.kernel;

/**
 * A kernel of a shallow network with the activation (z)₊^q: σ_w² (r r′)^q times a function of the
 * angle alone, its {@link PowerProfile}.
 */
public sealed interface PowerKernel extends AngleKernel permits PowerNtk, PowerCovariance {

  /** The function of the angle. */
  PowerProfile profile();

  /** q &gt; ½, the activation's exponent. */
  default double q() {
    return profile().q();
  }

  @Override
  default double ofAngle(double r, double rp, double sine, double cosine, double phi) {
    double product = r * rp;
    if (product == 0) {
      return 0;
    }
    // sin²(φ/2) for acute angles, cos²(φ/2) for obtuse ones.
    double s = sine / product * (sine / (2 * (product + Math.abs(cosine))));
    double g = profile().at(Math.min(s, 0.5), cosine < 0);
    return sigmaW() * sigmaW() * Math.pow(r, q()) * Math.pow(rp, q()) * g;
  }

  @Override
  default String spec() {
    return kernelName() + ":q=" + q();
  }
}
