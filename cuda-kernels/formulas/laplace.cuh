// exp(-|x - x'|/length)/M: twin of Laplace.java. shape: length.
#pragma once

#include "distance_formula.cuh"
#include "kernel_parameters.cuh"

template <class real>
struct Laplace : DistanceFormula {
  real scale;
  real rate;

  NTK_FUNCTION explicit Laplace(const KernelParameters& p)
      : scale(static_cast<real>(p.scale)), rate(static_cast<real>(-1 / p.shape[0])) {}

  NTK_FUNCTION real operator()(real square) const { return scale * std::exp(rate * std::sqrt(square)); }
};
