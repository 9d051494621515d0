// Marks the formulas that take |x - x'|^2 instead of the lifted angle: twins of the records of DistanceKernel.java. The
// points' norms are all 1, sigma_w = 1 and sigma_b = 0: then the "directions" of the loops are the points themselves.
#pragma once

#include <type_traits>

struct DistanceFormula {};

template <class Formula>
constexpr bool of_distance = std::is_base_of<DistanceFormula, Formula>::value;
