// Covariance of a shallow ReLU network, sigma_w^2/(2 pi) r r' (sin phi + (pi - phi) cos phi): twin of
// ReluCovariance.java, which gives source, special values and error.
#pragma once

#include "lifted_angle.cuh"

template <class real>
struct ReluCovariance {
  real factor;

  NTK_FUNCTION explicit ReluCovariance(const KernelParameters& p)
      : factor(static_cast<real>(p.scale * (p.sigma_w * p.sigma_w) * 0.15915494309189533577)) {}

  NTK_FUNCTION real operator()(const LiftedAngle<real>& a) const {
    return factor * fused(a.cosine, a.supplement, a.sine);
  }
};
