package org.ntkasymptotics.kernel;

/**
 * A kernel Θ(x, x′): a small record, equal to another if it is the same function. The loops over
 * pairs of points live in the back ends, which treat each sort of kernel in its own way.
 */
public sealed interface NtkKernel permits AngleKernel, DistanceKernel, EmpiricalNtk {

  /** The name by which the command line and experiment files call this family of kernels. */
  String kernelName();

  /**
   * What the command line and experiment files say to get this very kernel, "name" or
   * "name:key=value,key=value"; σ_w and σ_b, where there are any, are said beside it.
   */
  default String spec() {
    return kernelName();
  }

  /**
   * Θ(x, x′), accurate to a few ulp of √(Θ(x,x) Θ(x′,x′)) for all pairs: the plain reference.
   *
   * @param x point of length d
   * @param y point of length d
   */
  double entry(double[] x, double[] y);

  /**
   * The kernel that {@link #spec()} describes.
   *
   * @param sigmaW σ_w, for the families that have it
   * @param sigmaB σ_b, for the families that have it
   * @throws IllegalArgumentException for an unknown name, key or value
   */
  static NtkKernel from(String spec, double sigmaW, double sigmaB) {
    KernelArguments arguments = KernelArguments.from(spec);
    return KernelFamilies.named(arguments.name()).build(arguments, sigmaW, sigmaB);
  }
}
