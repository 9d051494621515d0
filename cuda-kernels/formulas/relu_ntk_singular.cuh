// Leading singular part of the shallow ReLU NTK, -sigma_w^2/(2 pi) r r' phi: twin of ReluNtkSingular.java, which gives
// source, special values and error.
#pragma once

#include "lifted_angle.cuh"

template <class real>
struct ReluNtkSingular {
  real factor;

  NTK_FUNCTION explicit ReluNtkSingular(const KernelParameters& p)
      : factor(static_cast<real>(-p.scale * (p.sigma_w * p.sigma_w) * 0.15915494309189533577)) {}

  NTK_FUNCTION real operator()(const LiftedAngle<real>& a) const { return factor * (a.norm * a.other_norm * a.phi); }
};
