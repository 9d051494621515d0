// The Matern function of |x - x'|/M: twin of Matern.java and MaternProfile.java, which gives formula, source and error.
//
// shape: nu, m, delta, sqrt(2 nu)/length; coefficients: A, B, then the series for z in [2, 8] and beyond.
#pragma once

#include "distance_formula.cuh"
#include "power_profile.cuh"

constexpr int MATERN_NEAR_TERMS = 20;
constexpr int MATERN_MIDDLE_TERMS = 36;
constexpr int MATERN_FAR_TERMS = 28;

// sum_k c_k T_k(x) by Clenshaw's recurrence.
template <class real>
NTK_FUNCTION real of_series(const double* c, int n, real x) {
  real next = 0;
  real after_next = 0;
  for (int k = n - 1; k > 0; k--) {
    real now = static_cast<real>(c[k]) + (2 * x * next - after_next);
    after_next = next;
    next = now;
  }
  return static_cast<real>(c[0]) + (x * next - after_next);
}

template <class real>
struct Matern : DistanceFormula {
  const KernelParameters& parameters;
  real scale;
  real rate;

  NTK_FUNCTION explicit Matern(const KernelParameters& p)
      : parameters(p), scale(static_cast<real>(p.scale)), rate(static_cast<real>(p.shape[3])) {}

  NTK_FUNCTION real operator()(real square) const { return scale * of(rate * std::sqrt(square)); }

  NTK_FUNCTION real of(real z) const {
    const double* shape = parameters.shape;
    const double* near = parameters.coefficients;
    const double* singular = near + MATERN_NEAR_TERMS;
    const double* middle = singular + MATERN_NEAR_TERMS;
    const double* far = middle + MATERN_MIDDLE_TERMS;
    if (z > 8) {
      real power = std::exp(static_cast<real>(shape[0] - 0.5) * std::log(z) - z);
      return power * of_series(far, MATERN_FAR_TERMS, 16 / z - 1);
    }
    if (z > 2) {
      return of_series(middle, MATERN_MIDDLE_TERMS, (z - 5) / 3);
    }
    real t = z * z / 4;
    real x = 2 * t - 1;
    real l = power_logarithm(t, shape[2], shape[1] == 0 ? -1 / shape[2] : 0);
    real power = whole_power(t, static_cast<int>(shape[1]));
    return fused(power * l, in_powers(singular, MATERN_NEAR_TERMS, x), in_powers(near, MATERN_NEAR_TERMS, x));
  }
};
