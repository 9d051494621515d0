package org.ntkasymptotics.theory;

import java.util.Arrays;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.apache.commons.math3.special.Gamma;

/**
 * How M points instead of infinitely many change the laws, for uniform density: the functions F, U,
 * R_ξ and the counting function G, which depend on ν and ξ alone.
 *
 * <p>Formula (Marchenko-Pastur, with a = 1/ν, c = πa/sin πa, θ in (0, π)): ρ = [sin θ/(c sin
 * (1−a)θ)]^ν, ζ = sin aθ/(ρ sin (1−a)θ), f = n/M = 1 − θ/π + ((ν−1)/π) sin θ sin aθ/sin (1−a)θ;
 * then λ̂ₙ = Λ M^−ν ζ(f), F = ζ f^ν, G is the inverse of f ↦ ζ, and with S = ρ^−ξ/sin πξ [sin ξθ −
 * ξ(1−a) sin θ sin (a−ξ)θ/((a−ξ) sin (1−a)θ)]: U = S f^{ξν}, R_ξ(τ) = τ^ξ/Γ(1+ξ) ∫ e^{−τζ} dS.
 * Source: theory, section 9. Domain ν &gt; 1, 0 &lt; ξ &lt; 2.
 *
 * <p>Error: F, U, G within 1e-11 relative, R_ξ within 1e-6 (interpolated); asserted against the
 * reference table by FiniteSampleCorrectionTest.
 */
public final class FiniteSampleCorrection {
  /** Where the domain of ξ ends. */
  static final double XI_LIMIT = 2;

  private static final double X_LOW = -14;
  private static final double STEP = 0.02;
  private static final double TAU_LOW = 1e-9;
  private static final double TAU_STEP = 0.05;
  private static final int TAU_COUNT = 560;

  private final MarchenkoPasturCurve curve;
  private final double[] logZetas;
  private final PolynomialSplineFunction logR;
  private final double lastLogTau;

  /**
   * The functions for one pair of exponents.
   *
   * @param nu ν &gt; 1, of the eigenvalues
   * @param xi ξ in (0, 2), of the loss
   */
  public FiniteSampleCorrection(double nu, double xi) {
    if (!(nu > 1) || !(xi > 0 && xi < XI_LIMIT)) {
      throw new IllegalArgumentException(
          "finite-sample corrections need nu > 1 and 0 < xi < 2, got " + nu + " and " + xi);
    }
    curve = new MarchenkoPasturCurve(nu, xi);
    // f ~ ν e^−x at the far end: 1e-13 of all eigenvalues, more than any sample resolves; the
    // integral for the smallest τ needs ζ ~ e^{νx} up to 40/τ.
    double high = Math.max(30, 28 / nu);
    logZetas = new double[(int) ((high - X_LOW) / STEP) + 1];
    double[] weights = new double[logZetas.length];
    for (int i = 0; i < logZetas.length; i++) {
      MarchenkoPasturCurve.Point point = curve.at(X_LOW + i * STEP);
      logZetas[i] = point.logZeta();
      weights[i] = STEP * point.energyDensity();
    }
    double[] logTaus = new double[TAU_COUNT];
    double[] logValues = new double[TAU_COUNT];
    int used = 0;
    for (; used < TAU_COUNT; used++) {
      logTaus[used] = Math.log(TAU_LOW) + used * TAU_STEP;
      logValues[used] = logRemainder(logTaus[used], weights);
      if (!(logValues[used] > -600)) {
        break;
      }
    }
    logR =
        new SplineInterpolator()
            .interpolate(Arrays.copyOf(logTaus, used), Arrays.copyOf(logValues, used));
    lastLogTau = logTaus[used - 1];
  }

  /** ν. */
  public double nu() {
    return curve.nu();
  }

  /** ξ. */
  public double xi() {
    return curve.xi();
  }

  /** b = −(π/ν) cot(π/ν): F = 1 + b n/M + … */
  public double slope() {
    return -Math.PI / nu() / Math.tan(Math.PI / nu());
  }

  /** ζ below which no eigenvalue of a uniform sample lies. */
  public double smallestZeta() {
    return curve.smallestZeta();
  }

  /** ζ(f): λ̂ₙ = Λ M^−ν ζ for f = n/M in (0, 1). */
  public double zeta(double f) {
    requireShare(f);
    return Math.exp(curve.at(curve.xOfShare(f)).logZeta());
  }

  /** F(f) = λ̂ₙ/(Λ n^−ν) for f = n/M in (0, 1). */
  public double eigenvalueFactor(double f) {
    return zeta(f) * Math.pow(f, nu());
  }

  /** U(f) = sₙ/(K n^−κ) for f = n/M in (0, 1). */
  public double partialSumFactor(double f) {
    requireShare(f);
    return curve.at(curve.xOfShare(f)).energy() * Math.pow(f, xi() * nu());
  }

  /** R_ξ(τ), the loss over its law at τ = 2 t Λ M^−ν &gt; 0. */
  public double lossFactor(double tau) {
    double log = Math.log(tau);
    if (log >= lastLogTau) {
      return 0;
    }
    double low = Math.log(TAU_LOW);
    if (log > low) {
      return Math.exp(logR.value(log));
    }
    // 1 − R falls like τ^min(a, …): one more power of f = n/M.
    return 1 + Math.expm1(logR.value(low)) * Math.exp((log - low) / nu());
  }

  /** G(ζ): the share of the eigenvalues above ζ, in (0, 1]. */
  public double share(double zeta) {
    double x = xOfZeta(Math.log(zeta));
    return Double.isNaN(x) ? 1 : curve.at(x).share();
  }

  /** S(ζ): the energy below ζ, over S Λ^ξ M^{−νξ}; 0 below the lower edge. */
  public double energyBelow(double zeta) {
    double x = xOfZeta(Math.log(zeta));
    return Double.isNaN(x) ? 0 : curve.at(x).energy();
  }

  /** The largest f at which U is still at least {@code level} &lt; 1. */
  public double shareWherePartialSumFactorIs(double level) {
    double low = 1e-9;
    double high = 1 - 1e-9;
    for (int i = 0; i < 60; i++) {
      double middle = Math.sqrt(low * high);
      if (partialSumFactor(middle) > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The τ at which R_ξ has fallen to {@code level} in (0, 1). */
  public double tauWhereLossFactorIs(double level) {
    double low = 1e-12;
    double high = 1e3;
    for (int i = 0; i < 80; i++) {
      double middle = Math.sqrt(low * high);
      if (lossFactor(middle) > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void requireShare(double f) {
    if (!(f > 0 && f < 1)) {
      throw new IllegalArgumentException("n/M must lie in (0, 1), got " + f);
    }
  }

  /** log R at log τ from the trapezoid rule in x. */
  private double logRemainder(double logTau, double[] weights) {
    double sum = 0;
    double shift = logTau + logZetas[0];
    double lowest = Math.exp(shift);
    for (int i = 0; i < weights.length; i++) {
      double exponent = Math.exp(logTau + logZetas[i]) - lowest;
      if (exponent > 750) {
        break;
      }
      sum += weights[i] * Math.exp(-exponent);
    }
    return xi() * logTau - Gamma.logGamma(1 + xi()) + Math.log(sum) - lowest;
  }

  /** The x of a ζ, NaN below the lower edge: binary search in the table, then the secant rule. */
  private double xOfZeta(double logZeta) {
    int low = 0;
    int high = logZetas.length - 1;
    if (!(logZeta > logZetas[0])) {
      return Double.NaN;
    }
    if (logZeta >= logZetas[high]) {
      return X_LOW + high * STEP + (logZeta - logZetas[high]) / nu();
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (logZetas[middle] <= logZeta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double x0 = X_LOW + low * STEP;
    double rise = logZetas[high] - logZetas[low];
    double x = x0 + STEP * (logZeta - logZetas[low]) / rise;
    for (int i = 0; i < 3; i++) {
      double next = x - (curve.at(x).logZeta() - logZeta) * STEP / rise;
      x = Math.min(x0 + STEP, Math.max(x0, next));
    }
    return x;
  }
}
