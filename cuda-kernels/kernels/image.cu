// Everything that goes into the image, in one translation unit.
#include "descent.cu"
#include "empirical_gram.cu"
#include "gram.cu"
#include "layered_descent.cu"
#include "product.cu"
#include "solve_check.cu"

#define NTK_TEXT_OF(x) #x
#define NTK_TEXT(x) NTK_TEXT_OF(x)

// The hash of the sources that this image was made of, given by build.sh and compared at run time.
#ifdef __CUDACC__
extern "C" __device__ const char ntk_source_hash[65] = NTK_TEXT(NTK_SOURCE_HASH);
#else
extern "C" const char ntk_source_hash[65] = NTK_TEXT(NTK_SOURCE_HASH);
#endif
