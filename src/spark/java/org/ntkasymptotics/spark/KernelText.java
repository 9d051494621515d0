package org.ntkasymptotics.spark;

import java.io.Serializable;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * A kernel as it travels to executors: the words that describe it.
 *
 * @param spec name and parameters
 * @param sigmaW σ_w, where there is one
 * @param sigmaB σ_b, where there is one
 */
record KernelText(String spec, double sigmaW, double sigmaB) implements Serializable {

  /**
   * The words of a kernel.
   *
   * @throws IllegalArgumentException for the kernel of a finite network, whose weights are no words
   */
  static KernelText of(NtkKernel kernel) {
    if (kernel instanceof EmpiricalNtk) {
      throw new IllegalArgumentException(
          "back end spark computes kernels that have a formula; the kernel of a finite network"
              + " (empirical:FILE) is for one machine");
    }
    return kernel instanceof AngleKernel angle
        ? new KernelText(kernel.spec(), angle.sigmaW(), angle.sigmaB())
        : new KernelText(kernel.spec(), 1, 1);
  }

  /** The kernel. */
  NtkKernel kernel() {
    return NtkKernel.from(spec, sigmaW, sigmaB);
  }
}
