/**
 * Station: the kernels Θ(x, x′) as formulas, one record each. Comes from {@link
 * org.ntkasymptotics.data}, goes to {@link org.ntkasymptotics.backend}.
 */
package org.ntkasymptotics.kernel;
