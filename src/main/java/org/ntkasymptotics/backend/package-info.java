/**
 * Station: the machines. Kernel and points in, matrix (M, M), eigenvalues, coefficients and
 * training runs out. Goes to {@link org.ntkasymptotics.spectrum}.
 */
package org.ntkasymptotics.backend;
