// The hidden layers of an infinitely wide ReLU network as seen by a pair of points: twin of ReluLayers.java, which gives
// formula, source and error. Norms go along with the angle here, where a table of all layers of a point has no place.
#pragma once

#include "lifted_angle.cuh"

// What the output of a pair is made of.
template <class real>
struct ReluOutput {
  real product;  // r r' of the last hidden layer
  real kappa;    // (sin(phi) + (pi - phi) cos(phi))/pi there
  real learned;  // Theta/(r r') (1 - phi/pi) there
};

template <class real>
struct ReluLayers {
  int hidden;
  real half;       // sigma_w^2/2
  real bias;       // sigma_b^2
  real half_bias;  // sigma_w sigma_b/sqrt(2)

  NTK_FUNCTION explicit ReluLayers(const KernelParameters& p)
      : hidden(static_cast<int>(p.shape[0])),
        half(static_cast<real>(p.sigma_w * p.sigma_w / 2)),
        bias(static_cast<real>(p.sigma_b * p.sigma_b)),
        half_bias(static_cast<real>(p.sigma_w * p.sigma_b * 0.70710678118654752440)) {}

  // 1 - kappa >= 0 at an angle with sine s and cosine c.
  NTK_FUNCTION static real fall(real s, real c, real phi) {
    const real inverse_pi = static_cast<real>(0.31830988618379067154);
    real fall_of_cosine = c < 0 ? 1 - c : s * s / (1 + c);
    real h = fall_of_cosine - (s - phi * c) * inverse_pi;
    return h > 0 ? h : static_cast<real>(0);
  }

  NTK_FUNCTION ReluOutput<real> operator()(const LiftedAngle<real>& a) const {
    const real inverse_pi = static_cast<real>(0.31830988618379067154);
    real product = a.norm * a.other_norm;
    if (!(product > 0)) {
      return {0, 0, 0};
    }
    real r = a.norm;
    real rp = a.other_norm;
    real s = a.sine / product;
    real c = a.cosine / product;
    real phi = a.phi;
    real theta = c;
    for (int l = 1; l < hidden; l++) {
      real next = sqrt(half * r * r + bias);
      real other_next = sqrt(half * rp * rp + bias);
      real inverse = 1 / (next * other_next);
      real weight = half * (r * rp) * inverse;
      real turn = half_bias * (r - rp) * inverse;
      real h = fall(s, c, phi);
      theta = weight * ((1 - phi * inverse_pi) * theta);
      s = sqrt(weight * h * (weight * (2 - h) + 2 * (bias * inverse)) + turn * turn);
      c = weight * (1 - h) + bias * inverse;
      theta += c;
      phi = atan2(s, c);
      r = next;
      rp = other_next;
    }
    return {r * rp, 1 - fall(s, c, phi), theta * (1 - phi * inverse_pi)};
  }
};
