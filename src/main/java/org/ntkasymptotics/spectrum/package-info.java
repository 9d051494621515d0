/**
 * Station: eigenvalues λ (M), coefficients c (M), partial sums s (M) and the loss curve L(t) they
 * imply. Comes from {@link org.ntkasymptotics.backend}, goes to {@link org.ntkasymptotics.fit} and
 * {@link org.ntkasymptotics.report}.
 */
package org.ntkasymptotics.spectrum;
