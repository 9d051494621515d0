/**
 * Station: a symmetric matrix that is known by its products alone ({@link
 * org.ntkasymptotics.linalg.SymmetricOperator}, such as {@link
 * org.ntkasymptotics.backend.KernelProduct}) and p start vectors (p, M) → the block tridiagonal
 * matrix of order K = p · steps that represents it on their Krylov space, its Ritz values with the
 * weights of the start vectors, and what they say: leading eigenvalues, losses, counts. Goes to
 * {@link org.ntkasymptotics.experiment}.
 */
package org.ntkasymptotics.krylov;
