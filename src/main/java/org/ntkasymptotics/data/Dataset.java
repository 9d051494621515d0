package org.ntkasymptotics.data;

import java.util.Optional;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Points and, where it is known, the density they were drawn from.
 *
 * @param points (M, d)
 * @param density μ, empty for data from a file
 */
public record Dataset(RowMatrix points, Optional<Density> density) {}
