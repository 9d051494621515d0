// Theta of a ReLU network with shape[0] hidden layers: twin of DeepReluNtk.java, which gives source, special values and
// error.
#pragma once

#include "relu_layers.cuh"

template <class real>
struct DeepReluNtk {
  ReluLayers<real> layers;
  real factor;

  NTK_FUNCTION explicit DeepReluNtk(const KernelParameters& p)
      : layers(p), factor(static_cast<real>(p.scale * (p.sigma_w * p.sigma_w) / 2)) {}

  NTK_FUNCTION real operator()(const LiftedAngle<real>& a) const {
    ReluOutput<real> output = layers(a);
    return factor * output.product * (output.kappa + output.learned);
  }
};
