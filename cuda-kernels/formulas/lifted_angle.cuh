// The angle phi between two lifted points x~ = (sigma_w x, sigma_b), free of cancellation: twin of LiftedAngle.java.
//
// Formula: up to d = 3, from differences D = x - x' and the shorter point y:
//   S^2 = sigma_w^2 (sigma_w^2 sum_{k<l} (D_k y_l - D_l y_k)^2 + sigma_b^2 |D|^2),  C = sigma_w^2 x.x' + sigma_b^2;
// above, from the chords E = |x~/r - x~'/r'|^2 and F = |x~/r + x~'/r'|^2 = 4 - E:
//   S^2 = (r r')^2 E F/4,  C = r r' (F - E)/4.
// Then phi = 2 atan(S/(r r' + |C|)), reflected where C < 0. Source: theory, section 2. Domain: sigma_w |x| 0 or within
// 1e-70 ... 1e70 in double precision, 1e-8 ... 1e8 in single. Special values: x = x' gives phi = 0 exactly. Error: phi
// within 12 ulp, of itself for d <= 3, of 1 above, asserted by GramContract.
#pragma once

#include "arctangent.cuh"

// What a formula may use; what it does not use is not computed.
template <class real>
struct LiftedAngle {
  real norm;        // r
  real other_norm;  // r'
  real sine;        // r r' sin(phi)
  real cosine;      // r r' cos(phi)
  real phi;         // in [0, pi]
  real supplement;  // pi - phi, as accurate as phi
};

// The sums of products that do not need a root: S^2 and C above.
template <class real>
struct LiftedProducts {
  real sine_squared;
  real cosine;
};

// sigma_w and sigma_b as the products want them.
template <class real>
struct Lift {
  real w;      // sigma_w
  real b;      // sigma_b
  real w2;     // sigma_w^2
  real b2;     // sigma_b^2
  real w2_b2;  // sigma_w^2 sigma_b^2

  NTK_FUNCTION explicit Lift(const KernelParameters& p)
      : w(static_cast<real>(p.sigma_w)),
        b(static_cast<real>(p.sigma_b)),
        w2(static_cast<real>(p.sigma_w * p.sigma_w)),
        b2(static_cast<real>(p.sigma_b * p.sigma_b)),
        w2_b2(static_cast<real>(p.sigma_w * p.sigma_w * (p.sigma_b * p.sigma_b))) {}
};

// A point of few dimensions in registers: coordinates, the same times sigma_w^2, and r.
template <class real, int d>
struct Point {
  real x[d];
  real w2_x[d];
  real norm;
};

// From minors, d <= 3.
template <class real, int d>
NTK_FUNCTION LiftedProducts<real> products_of(const Point<real, d>& a, const Point<real, d>& b, const Lift<real>& lift) {
  // Norms whose leading 20 bits agree may be taken either way.
  bool first = high_word(a.norm) <= high_word(b.norm);
  real difference[d];
  real shorter[d];
  real distance = 0;
  real dot = lift.b2;
  for (int k = 0; k < d; k++) {
    difference[k] = a.x[k] - b.x[k];
    shorter[k] = first ? a.w2_x[k] : b.w2_x[k];
    distance = k == 0 ? difference[0] * difference[0] : fused(difference[k], difference[k], distance);
    dot = fused(a.x[k], b.w2_x[k], dot);
  }
  real square = lift.w2_b2 * distance;
  for (int k = 1; k < d; k++) {
    for (int l = 0; l < k; l++) {
      real minor = fused(difference[l], shorter[k], -(difference[k] * shorter[l]));
      square = fused(minor, minor, square);
    }
  }
  return {square, dot};
}

// From chords, any d; product: r r'.
template <class real>
NTK_FUNCTION LiftedProducts<real> products_of_chords(real e, real f, real product) {
  real quarter = static_cast<real>(0.25) * product;
  return {quarter * product * (e * f), quarter * (f - e)};
}

// The angle from its products; table: all arctangent nodes.
template <class real>
NTK_FUNCTION LiftedAngle<real> lifted_angle(
    const LiftedProducts<real>& p, real norm, real other_norm, const ArctangentNode<real>* table) {
  const real pi = static_cast<real>(3.14159265358979323846);
  bool reflected = high_word(p.cosine) < 0;
  real sum = fused(norm, other_norm, reflected ? -p.cosine : p.cosine);
  sum = high_word(sum) == 0 ? static_cast<real>(1) : sum;  // x~ = 0: phi = 0
  real seed = inverse_root_seed(p.sine_squared);
  real sine = root_from_seed(p.sine_squared, seed);
  real acute = twice_arctangent(sine, sum, sum * seed, table);
  real obtuse = pi - acute;
  return {norm, other_norm, sine, p.cosine, reflected ? obtuse : acute, reflected ? acute : obtuse};
}
