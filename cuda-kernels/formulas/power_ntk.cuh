// Theta of a shallow network with activation (z)_+^q: twin of PowerNtk.java, which gives formula, source and error.
#pragma once

#include "power_profile.cuh"

template <class real>
struct PowerNtk : PowerKernel<real> {
  using PowerKernel<real>::PowerKernel;
};
