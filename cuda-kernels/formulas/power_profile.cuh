// The angular function g of activation (z)_+^q: twin of PowerProfile.java, which gives formula, source and error.
//
// shape: m, delta, q, kappa; coefficients: A, C, POWER_TERMS powers of 4s - 1 each. Angles from chords, d >= 4, are
// accurate to an ulp of 1 here, not of themselves: for q < 1 an entry of two points at an angle phi is off by about
// (2q - 1) phi^(2q-2) ulp, which the CPU avoids by FineDirection.
#pragma once

#include "lifted_angle.cuh"

constexpr int POWER_TERMS = 24;

// sum_k c_k x^k for n powers.
template <class real>
NTK_FUNCTION real in_powers(const double* c, int n, real x) {
  real sum = static_cast<real>(c[n - 1]);
  for (int k = n - 2; k >= 0; k--) {
    sum = fused(sum, x, static_cast<real>(c[k]));
  }
  return sum;
}

// (s^delta - 1)/delta, log s for delta = 0; at_zero at s = 0.
template <class real>
NTK_FUNCTION real power_logarithm(real s, double delta, double at_zero) {
  // In this range the quotient is the logarithm to the last place.
  double kept = delta < 0 ? (delta < -1e-18 ? delta : -1e-18) : (delta > 1e-18 ? delta : 1e-18);
  real d = static_cast<real>(kept);
  return s > 0 ? std::expm1(d * std::log(s)) / d : static_cast<real>(at_zero);
}

// s^m for a whole m >= 0.
template <class real>
NTK_FUNCTION real whole_power(real s, int m) {
  real power = 1;
  for (int k = 0; k < m; k++) {
    power *= s;
  }
  return power;
}

// sigma_w^2 (r r')^q g(phi)/M, for power_ntk and power_covariance alike: their coefficients differ.
template <class real>
struct PowerKernel {
  const KernelParameters& parameters;
  real factor;

  NTK_FUNCTION explicit PowerKernel(const KernelParameters& p)
      : parameters(p), factor(static_cast<real>(p.scale * (p.sigma_w * p.sigma_w))) {}

  NTK_FUNCTION real operator()(const LiftedAngle<real>& a) const {
    const double* shape = parameters.shape;
    const double* c = parameters.coefficients;
    real product = a.norm * a.other_norm;
    bool obtuse = a.cosine < 0;
    real sum = product + (obtuse ? -a.cosine : a.cosine);
    real s = product > 0 ? a.sine / product * (a.sine / (sum + sum)) : 0;
    s = s < static_cast<real>(0.5) ? s : static_cast<real>(0.5);
    real x = fused(static_cast<real>(4), s, static_cast<real>(-1));
    real l = power_logarithm(s, shape[1], shape[0] == 0 ? -1 / shape[1] : 0);
    real common = whole_power(s, static_cast<int>(shape[0])) * in_powers(c + POWER_TERMS, POWER_TERMS, x);
    real g;
    if (obtuse) {
      g = fused(static_cast<real>(shape[1]), l, static_cast<real>(1)) * common;
    } else {
      g = fused(static_cast<real>(shape[3]) * l, common, in_powers(c, POWER_TERMS, x));
    }
    return factor * std::pow(product, static_cast<real>(shape[2])) * g;
  }
};
