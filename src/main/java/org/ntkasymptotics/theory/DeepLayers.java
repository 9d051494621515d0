package org.ntkasymptotics.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.ntkasymptotics.kernel.LayeredKernel;

/**
 * The layers of a deep ReLU network near the diagonal: r_l² = A_l |x|² + b_l, and the weights with
 * which their angles enter the kernel's singularity.
 *
 * <p>Source: theory, section 6 (corrected equation (32) of Velikanov and Yarotsky). One hidden
 * layer is the shallow network.
 *
 * @param w σ_w
 * @param a A_l, one a hidden layer
 * @param b b_l, one a hidden layer
 */
record DeepLayers(double w, double[] a, double[] b) {

  static DeepLayers of(LayeredKernel kernel) {
    return of(kernel.hidden(), kernel.sigmaW(), kernel.sigmaB());
  }

  static DeepLayers of(int hidden, double w, double sigmaB) {
    if (hidden < 1) {
      throw new IllegalArgumentException(
          "a network needs at least one hidden layer, got hidden = " + hidden);
    }
    SingularExpansion.requirePositive(sigmaB);
    double[] a = new double[hidden];
    double[] b = new double[hidden];
    a[0] = w * w;
    b[0] = sigmaB * sigmaB;
    for (int l = 1; l < hidden; l++) {
      a[l] = a[l - 1] * w * w / 2;
      b[l] = b[l - 1] * w * w / 2 + sigmaB * sigmaB;
    }
    return new DeepLayers(w, a, b);
  }

  /** θ̃: Σ c_d w_l(x) √(A_l/b_l) (1 + (A_l/b_l)(x·n)²)^{−(d+1)/2}. */
  SingularExpansion ntk(int d) {
    List<SingularExpansion.Term> terms = new ArrayList<>();
    double constant = 0;
    double slope = 0;
    for (int l = 0; l < a.length; l++) {
      constant = b[l] + w * w / 2 * constant;
      slope = a[l] + w * w / 2 * slope;
      double factor = depthFactor(l) / (2 * Math.PI) * Math.sqrt(a[l] / b[l]);
      terms.add(new SingularExpansion.Term(factor * constant, factor * slope, a[l] / b[l]));
    }
    return new SingularExpansion(d, 1, logTransform(d, 1), terms);
  }

  /**
   * ζ̃: Σ c3_d σ_w²/(6π) (σ_w²/2)^{L−1−l} A_l^{3/2} b_l^{−1/2} (1 + (A_l/b_l)(x·n)²)^{−(d+3)/2}.
   */
  SingularExpansion covariance(int d) {
    List<SingularExpansion.Term> terms = new ArrayList<>();
    for (int l = 0; l < a.length; l++) {
      double factor = depthFactor(l) / (6 * Math.PI) * a[l] * Math.sqrt(a[l] / b[l]);
      terms.add(new SingularExpansion.Term(factor, 0, a[l] / b[l]));
    }
    return new SingularExpansion(d, 3, Math.log(3) + Math.log(2) + logTransform(d, 3), terms);
  }

  /** θ̃ on the sphere |x| = radius of dimension m, where the angle is √A_l/r_l times the arc. */
  SingularExpansion ntkOnSphere(int m, double radius) {
    double theta = 0;
    double sum = 0;
    for (int l = 0; l < a.length; l++) {
      double square = a[l] * radius * radius + b[l];
      theta = square + w * w / 2 * theta;
      sum += depthFactor(l) / (2 * Math.PI) * theta * Math.sqrt(a[l] / square);
    }
    return isotropic(m, 1, logTransform(m, 1), sum);
  }

  /** ζ̃ on the sphere |x| = radius of dimension m. */
  SingularExpansion covarianceOnSphere(int m, double radius) {
    double sum = 0;
    for (int l = 0; l < a.length; l++) {
      double square = a[l] * radius * radius + b[l];
      sum += depthFactor(l) / (6 * Math.PI) * a[l] * Math.sqrt(a[l] / square);
    }
    return isotropic(m, 3, Math.log(6) + logTransform(m, 3), sum);
  }

  private static SingularExpansion isotropic(int m, double order, double logScale, double weight) {
    return new SingularExpansion(
        m, order, logScale, List.of(new SingularExpansion.Term(weight, 0, 0)));
  }

  private double depthFactor(int l) {
    return w * w * Math.pow(w * w / 2, a.length - 1 - l);
  }

  /** log 2^d π^{(d−1)/2} Γ((d+order)/2). */
  private static double logTransform(int d, double order) {
    return d * Math.log(2) + (d - 1) / 2.0 * Math.log(Math.PI) + Gamma.logGamma((d + order) / 2);
  }
}
