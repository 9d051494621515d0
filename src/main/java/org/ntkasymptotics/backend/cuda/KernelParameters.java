package org.ntkasymptotics.backend.cuda;

import java.util.Arrays;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.DistancePower;
import org.ntkasymptotics.kernel.Laplace;
import org.ntkasymptotics.kernel.LayeredKernel;
import org.ntkasymptotics.kernel.Matern;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.PowerProfile;

/**
 * Twin of the struct of that name in {@code kernel_parameters.cuh}, as the doubles it consists of:
 * σ_w, σ_b, 1/M, then the numbers that each formula's {@code .cuh} declares.
 */
final class KernelParameters {
  /** Numbers of shape, after σ_w, σ_b and 1/M. */
  static final int SHAPE = 4;

  /** Numbers of coefficients, after the shape. */
  static final int COEFFICIENTS = 120;

  private static final int SHAPE_AT = 3;

  private KernelParameters() {}

  /** The struct for a kernel's matrix of order M; what the kernel does not need is 0. */
  static double[] of(NtkKernel kernel, int size) {
    double[] struct = new double[SHAPE_AT + SHAPE + COEFFICIENTS];
    boolean angular = kernel instanceof AngleKernel;
    struct[0] = angular ? ((AngleKernel) kernel).sigmaW() : 1;
    struct[1] = angular ? ((AngleKernel) kernel).sigmaB() : 0;
    struct[2] = 1.0 / size;
    if (kernel instanceof LayeredKernel k) {
      shape(struct, k.hidden());
    } else if (kernel instanceof PowerKernel k) {
      PowerProfile profile = k.profile();
      shape(struct, profile.order(), profile.delta(), k.q(), profile.ratio());
      coefficients(
          struct,
          Arrays.copyOf(profile.near(), PowerProfile.TERMS),
          Arrays.copyOf(profile.opposite(), PowerProfile.TERMS));
    } else if (kernel instanceof Laplace k) {
      shape(struct, k.length());
    } else if (kernel instanceof Matern k) {
      double rate = Math.sqrt(2 * k.smoothness()) / k.length();
      shape(struct, k.smoothness(), k.profile().order(), k.profile().delta(), rate);
      coefficients(struct, k.profile().coefficients());
    } else if (kernel instanceof DistancePower k) {
      shape(struct, k.alpha(), k.sign());
    }
    return struct;
  }

  private static void shape(double[] struct, double... shape) {
    System.arraycopy(shape, 0, struct, SHAPE_AT, shape.length);
  }

  private static void coefficients(double[] struct, double[]... parts) {
    int at = SHAPE_AT + SHAPE;
    for (double[] part : parts) {
      System.arraycopy(part, 0, struct, at, part.length);
      at += part.length;
    }
  }
}
