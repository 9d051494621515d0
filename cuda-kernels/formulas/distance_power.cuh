// +-|x - x'|^alpha/M: twin of DistancePower.java. shape: alpha, sign.
#pragma once

#include "distance_formula.cuh"
#include "kernel_parameters.cuh"

template <class real>
struct DistancePower : DistanceFormula {
  real factor;
  real alpha;

  NTK_FUNCTION explicit DistancePower(const KernelParameters& p)
      : factor(static_cast<real>(p.scale * p.shape[1])), alpha(static_cast<real>(p.shape[0])) {}

  NTK_FUNCTION real operator()(real square) const { return factor * std::pow(std::sqrt(square), alpha); }
};
