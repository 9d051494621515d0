package org.ntkasymptotics.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/** Libraries of linear algebra written in Java. */
public enum JvmLibrary {
  /** Apache Commons Math. */
  COMMONS_MATH("Commons Math", EigenDecomposition.class, JvmLibrary::commonsMath),
  /** Hipparchus, its successor. */
  HIPPARCHUS("Hipparchus", EigenDecompositionSymmetric.class, JvmLibrary::hipparchus),
  /** EJML. */
  EJML("EJML", DMatrixRMaj.class, JvmLibrary::ejml);

  private final String label;
  private final Class<?> part;
  private final BiFunction<double[][], double[], Solved> solver;

  JvmLibrary(String label, Class<?> part, BiFunction<double[][], double[], Solved> solver) {
    this.label = label;
    this.part = part;
    this.solver = solver;
  }

  /**
   * Eigenvalues in any order and the projections that belong to them.
   *
   * @param values length M
   * @param coefficients Vᵀ δf/√M, length M
   */
  public record Solved(double[] values, double[] coefficients) {
    /** As the other solvers print. */
    void print() {
      int[] order =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -values[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      Answer.print(
          Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
          Arrays.stream(order).mapToDouble(i -> coefficients[i]).toArray());
    }
  }

  /** Solves. */
  Solved solve(double[][] matrix, double[] residual) {
    return solver.apply(matrix, residual);
  }

  /** The library and its version, from the name of its jar. */
  String version() {
    String jar = part.getProtectionDomain().getCodeSource().getLocation().getPath();
    String digits = jar.replaceAll(".*-([0-9.]+)\\.jar$", "$1");
    return label + (digits.equals(jar) ? " of the engine's jar" : " " + digits);
  }

  private static Solved commonsMath(double[][] matrix, double[] residual) {
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
    double[] c = eigen.getVT().operate(residual);
    return scaled(eigen.getRealEigenvalues(), c);
  }

  private static Solved hipparchus(double[][] matrix, double[] residual) {
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(matrix));
    return scaled(eigen.getEigenvalues(), eigen.getVT().operate(residual));
  }

  private static Solved ejml(double[][] matrix, double[] residual) {
    int m = residual.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(m, true, true);
    if (!eigen.decompose(new DMatrixRMaj(matrix))) {
      throw new IllegalStateException("EJML did not converge");
    }
    double[] values = new double[m];
    double[] c = new double[m];
    for (int k = 0; k < m; k++) {
      values[k] = eigen.getEigenvalue(k).getReal();
      double[] vector = eigen.getEigenVector(k).data;
      for (int i = 0; i < m; i++) {
        c[k] += vector[i] * residual[i];
      }
    }
    return scaled(values, c);
  }

  private static Solved scaled(double[] values, double[] projections) {
    double root = Math.sqrt(values.length);
    return new Solved(values, Arrays.stream(projections).map(p -> p / root).toArray());
  }
}
