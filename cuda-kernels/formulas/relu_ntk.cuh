// Theta of a shallow ReLU network, sigma_w^2/(2 pi) r r' (sin phi + 2 (pi - phi) cos phi): twin of ReluNtk.java, which
// gives source, special values and error.
#pragma once

#include "lifted_angle.cuh"

template <class real>
struct ReluNtk {
  real factor;

  NTK_FUNCTION explicit ReluNtk(const KernelParameters& p)
      : factor(static_cast<real>(p.scale * (p.sigma_w * p.sigma_w) * 0.15915494309189533577)) {}

  NTK_FUNCTION real operator()(const LiftedAngle<real>& a) const {
    return factor * fused(a.cosine + a.cosine, a.supplement, a.sine);
  }
};
