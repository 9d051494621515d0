package org.ntkasymptotics.backend.cuda;

import jcuda.Pointer;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.LiftedAngle;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Points and their lifted norms r = |x̃| in device memory, with what else a kernel function takes.
 */
final class CudaPoints implements AutoCloseable {
  private static final String STAGE = "points";

  private final int count;
  private final int dimension;
  private final DeviceArray coordinates;
  private final DeviceArray norms;
  private final double[] parameters;

  /**
   * Uploads points (M, d), coordinate after coordinate.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  CudaPoints(CudaContext context, Precision precision, NtkKernel kernel, RowMatrix points) {
    count = points.rows();
    dimension = points.columns();
    double[] columns = new double[RowMatrix.requireSize(count, dimension)];
    double[] lengths = new double[count];
    for (int i = 0; i < count; i++) {
      double[] x = points.row(i);
      for (int k = 0; k < dimension; k++) {
        x[k] = rounded(x[k], precision);
        columns[k * count + i] = x[k];
      }
      lengths[i] = rounded(norm(kernel, x), precision);
      if (!Double.isFinite(lengths[i])) {
        throw new IllegalArgumentException(
            "point " + i + " has a coordinate that is not finite or is too large");
      }
    }
    parameters = KernelParameters.of(kernel, count);
    coordinates = DeviceArray.of(context, STAGE, precision, columns);
    try {
      norms = DeviceArray.of(context, STAGE, precision, lengths);
    } catch (RuntimeException | Error e) {
      coordinates.close();
      throw e;
    }
  }

  /** r = |x̃|; 1 for kernels of the distance, whose "directions" are then the points themselves. */
  private static double norm(NtkKernel kernel, double[] x) {
    if (kernel instanceof AngleKernel angular) {
      return LiftedAngle.norm(x, angular.sigmaW(), angular.sigmaB());
    }
    return Double.isFinite(LiftedAngle.norm(x, 1, 0)) ? 1 : Double.NaN;
  }

  /** The norm must belong to the point as the device sees it. */
  private static double rounded(double value, Precision precision) {
    return precision == Precision.SINGLE ? (float) value : value;
  }

  /** Bytes on the device. */
  static long bytes(long count, long dimension, Precision precision) {
    return count * (dimension + 1) * precision.bytes();
  }

  /** In which they are kept. */
  Precision precision() {
    return norms.precision();
  }

  /** M. */
  int count() {
    return count;
  }

  /** Of the coordinates. */
  Pointer coordinates() {
    return KernelModule.of(coordinates);
  }

  /** Of the norms. */
  Pointer norms() {
    return KernelModule.of(norms);
  }

  /** M as the kernel functions take it. */
  Pointer size() {
    return KernelModule.of((long) count);
  }

  /** d as the kernel functions take it. */
  Pointer dimension() {
    return KernelModule.of(dimension);
  }

  /** The kernel's numbers. */
  Pointer parameters() {
    return Pointer.to(parameters);
  }

  @Override
  public void close() {
    norms.close();
    coordinates.close();
  }
}
