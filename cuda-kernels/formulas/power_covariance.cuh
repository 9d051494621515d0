// Covariance of a shallow network with activation (z)_+^q: twin of PowerCovariance.java, which gives formula, source and error.
#pragma once

#include "power_profile.cuh"

template <class real>
struct PowerCovariance : PowerKernel<real> {
  using PowerKernel<real>::PowerKernel;
};
