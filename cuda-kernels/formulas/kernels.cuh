// Every kernel there is: to add one, write its formula beside these and add one include and one line to the list.
// NTK_KERNELS(X) expands X(name, Formula) for each; the functions of gram.cu and product.cu follow from it.
#pragma once

#include "deep_relu_covariance.cuh"
#include "deep_relu_ntk.cuh"
#include "distance_power.cuh"
#include "laplace.cuh"
#include "matern.cuh"
#include "power_covariance.cuh"
#include "power_ntk.cuh"
#include "relu_covariance.cuh"
#include "relu_ntk.cuh"
#include "relu_ntk_singular.cuh"

#define NTK_KERNELS(X)                    \
  X(relu_ntk, ReluNtk)                    \
  X(relu_covariance, ReluCovariance)      \
  X(relu_ntk_singular, ReluNtkSingular)   \
  X(deep_relu_ntk, DeepReluNtk)           \
  X(deep_relu_covariance, DeepReluCovariance) \
  X(power_ntk, PowerNtk)                  \
  X(power_covariance, PowerCovariance)    \
  X(laplace, Laplace)                     \
  X(matern, Matern)                       \
  X(distance_power, DistancePower)

// The names' endings and their types.
#define NTK_REAL_double double
#define NTK_REAL_single float
