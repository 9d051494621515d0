/**
 * Station: the kernels Θ(x, x′) as formulas, one record each. {@link
 * org.ntkasymptotics.kernel.AngleKernel}s are functions of the angle between lifted points, {@link
 * org.ntkasymptotics.kernel.DistanceKernel}s of the distance, {@link
 * org.ntkasymptotics.kernel.EmpiricalNtk} is that of a finite network; {@link
 * org.ntkasymptotics.kernel.KernelFamilies} lists them by the names that users say. Comes from
 * {@link org.ntkasymptotics.data}, goes to {@link org.ntkasymptotics.backend}.
 */
package org.ntkasymptotics.kernel;
