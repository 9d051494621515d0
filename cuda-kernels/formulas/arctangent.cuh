// 2 atan(S/Q) for 0 <= S <= Q from a table and a short polynomial: 13 FP64 operations with the quotient, where one
// polynomial on [0, 1] takes 22 and an exact quotient 10.
//
// Formula: with h_k close to S/Q, t = (S - h_k Q)/(Q + h_k S), |t| <= 1/64, and 2 atan(S/Q) = 2 atan(h_k) + 2 atan(t).
// The bin k comes from the leading bits of Q/S, which the seed of 1/S gives nearly for nothing. Source: Remez-like
// interpolation in 50 digits, arctangent_table.py. Domain and special values: S = 0 < Q gives 0 exactly; S < Q/64 takes h = 0
// and keeps its relative precision. Error: 4 ulp of the result, asserted through the entries by GramContract.
#pragma once

#include "arctangent_table.inc"
#include "roots.cuh"

// tan of a bin's middle angle (12 bits, exact in either precision) and twice the angle.
template <class real>
struct alignas(2 * sizeof(real)) ArctangentNode {
  real tangent;
  real twice_angle;
};

constexpr int ARCTANGENT_NODES = 97;

NTK_TABLE double arctangent_table[ARCTANGENT_NODES][2] = {NTK_ARCTANGENT_NODES};

// Node k for a table in faster memory.
template <class real>
NTK_FUNCTION ArctangentNode<real> arctangent_node(int k) {
  return {static_cast<real>(arctangent_table[k][0]), static_cast<real>(arctangent_table[k][1])};
}

// The bin of S/Q from Q/S: 16 an octave from 1 up to 64; the last also for infinity and NaN.
NTK_FUNCTION int arctangent_bin(double inverse) {
  int bin = (high_word(inverse) >> 16) - (1023 << 4);
  return bin < 0 ? 0 : bin < ARCTANGENT_NODES - 1 ? bin : ARCTANGENT_NODES - 1;
}

NTK_FUNCTION int arctangent_bin(float inverse) {
  int bin = (high_word(inverse) >> 19) - (127 << 4);
  return bin < 0 ? 0 : bin < ARCTANGENT_NODES - 1 ? bin : ARCTANGENT_NODES - 1;
}

// z P(z) with atan(t) = t + t z P(z).
NTK_FUNCTION double arctangent_tail(double z) {
  const double p[] = {NTK_ARCTANGENT_DOUBLE};
  return z * fma(fma(p[2], z, p[1]), z, p[0]);
}

NTK_FUNCTION float arctangent_tail(float z) {
  const float p[] = {static_cast<float>(NTK_ARCTANGENT_SINGLE)};
  return z * p[0];
}

// 2 atan(s/q); inverse is about q/s and need not be exact.
template <class real>
NTK_FUNCTION real twice_arctangent(real s, real q, real inverse, const ArctangentNode<real>* table) {
  ArctangentNode<real> node = table[arctangent_bin(inverse)];
  real t = quotient(fused(-node.tangent, q, s), fused(node.tangent, s, q));
  real twice = t + t;
  return fused(twice, arctangent_tail(t * t), twice) + node.twice_angle;
}
