// The activation phi(z) = (z)_+^q and its slope phi'(z) = q (z)_+^(q - 1): twin of Activation.java.
//
// At z <= 0 both are exactly 0. phi = z phi'/q, so that one power gives both. Where 4q is whole and q <= 5 the power is taken
// by roots: a square root or two, a product or two, at q < 1 a quotient; otherwise by pow. All branches but z > 0 go the same
// way for every z. Error: 12 roundings of roots, or pow's own; asserted through training by LayeredDescentContract.
#pragma once

#include "kernel_parameters.cuh"

// q = 1.
struct Relu {
  NTK_FUNCTION explicit Relu(double) {}

  template <class real>
  NTK_FUNCTION real value(real z) const {
    return z > 0 ? z : static_cast<real>(0);
  }

  template <class real>
  NTK_FUNCTION real slope(real z) const {
    return z > 0 ? static_cast<real>(1) : static_cast<real>(0);
  }
};

// Any q.
struct Power {
  double exponent;
  int products;  // factors z of z^(q - 1); -1 where there are no roots to take
  int quarters;  // what else is in q - 1, in quarters
  bool inverse;  // whether 1/z is a factor

  NTK_FUNCTION explicit Power(double q) : exponent(q), products(-1), quarters(0), inverse(q < 1) {
    constexpr double MOST_QUARTERS = 16;
    double all = 4 * (q - 1);
    if (all == rint(all) && all <= MOST_QUARTERS) {
      int rest = static_cast<int>(all) + (inverse ? 4 : 0);
      products = rest / 4;
      quarters = rest % 4;
    }
  }

  // z^(q - 1), z > 0.
  template <class real>
  NTK_FUNCTION real power(real z) const {
    if (products < 0) {
      return pow(z, static_cast<real>(exponent - 1));
    }
    real power = inverse ? 1 / z : static_cast<real>(1);
    for (int k = 0; k < products; k++) {
      power *= z;
    }
    if (quarters > 0) {
      real root = sqrt(z);
      power *= quarters >= 2 ? root : static_cast<real>(1);
      power *= quarters % 2 == 1 ? sqrt(root) : static_cast<real>(1);
    }
    return power;
  }

  template <class real>
  NTK_FUNCTION real value(real z) const {
    return z > 0 ? z * power(z) : static_cast<real>(0);
  }

  template <class real>
  NTK_FUNCTION real slope(real z) const {
    return z > 0 ? static_cast<real>(exponent) * power(z) : static_cast<real>(0);
  }
};
