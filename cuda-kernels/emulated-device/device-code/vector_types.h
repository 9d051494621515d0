// The built-in vector types of device code, with CUDA's alignments.
#pragma once

struct uint3 {
  unsigned x, y, z;
};

struct dim3 {
  unsigned x, y, z;
  constexpr dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
  constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
};

#define EMULATED_VECTOR_TYPES(scalar, name, align2, align4)                        \
  struct alignas(align2) name##2 {                                                 \
    scalar x, y;                                                                   \
  };                                                                               \
  struct alignas(align4) name##4 {                                                 \
    scalar x, y, z, w;                                                             \
  };                                                                               \
  inline name##2 make_##name##2(scalar x, scalar y) { return {x, y}; }             \
  inline name##4 make_##name##4(scalar x, scalar y, scalar z, scalar w) { return {x, y, z, w}; }

EMULATED_VECTOR_TYPES(float, float, 8, 16)
EMULATED_VECTOR_TYPES(double, double, 16, 16)
EMULATED_VECTOR_TYPES(int, int, 8, 16)
EMULATED_VECTOR_TYPES(unsigned, uint, 8, 16)
EMULATED_VECTOR_TYPES(long long, longlong, 16, 16)
EMULATED_VECTOR_TYPES(unsigned long long, ulonglong, 16, 16)
#undef EMULATED_VECTOR_TYPES

#define EMULATED_VECTOR_TYPE_3(scalar, name)       \
  struct name##3 {                                 \
    scalar x, y, z;                                \
  };                                               \
  inline name##3 make_##name##3(scalar x, scalar y, scalar z) { return {x, y, z}; }

EMULATED_VECTOR_TYPE_3(float, float)
EMULATED_VECTOR_TYPE_3(double, double)
EMULATED_VECTOR_TYPE_3(int, int)
#undef EMULATED_VECTOR_TYPE_3

inline uint3 make_uint3(unsigned x, unsigned y, unsigned z) { return {x, y, z}; }
