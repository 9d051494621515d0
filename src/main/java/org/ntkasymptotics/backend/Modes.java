package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Eigenvalues and the coefficients of residuals in the eigenbasis.
 *
 * @param values length M, largest first
 * @param coefficients (k, M), row j the coefficients c = Vᵀ δf / √M of residual j
 */
public record Modes(double[] values, RowMatrix coefficients) {}
