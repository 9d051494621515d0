package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.linalg.ParallelRanges;

/**
 * J Jᵀ e/M, a finite network's own kernel times a vector, without storing the matrix.
 *
 * <p>Formula: (J Jᵀ e)(x) = Σ_i φ′(u_i·x̂) a_i·x̂ with the a of {@link
 * org.ntkasymptotics.backend.LiftedNetwork#tangent} and the gradients of {@link DescentArithmetic}.
 */
final class TangentProduct {
  private final DescentParameters parameters;
  private final DescentArithmetic arithmetic;
  private final DoubleDescent exact;
  private final ParallelRanges parallel;

  /**
   * Products at the parameters that both have loaded.
   *
   * @param arithmetic forms the gradients
   * @param exact sums them up again; may be the same
   */
  TangentProduct(
      DescentParameters parameters,
      DescentArithmetic arithmetic,
      DoubleDescent exact,
      ParallelRanges parallel) {
    this.parameters = parameters;
    this.arithmetic = arithmetic;
    this.exact = exact;
    this.parallel = parallel;
  }

  /** J Jᵀ e/M; e and the product of length M. */
  double[] of(double[] e) {
    int neurons = parameters.padded();
    int padded = DescentParameters.paddedLength(e.length);
    double[][] g = new double[parameters.lifted().length][neurons];
    arithmetic.errors(Arrays.copyOf(e, padded), 0, padded);
    parallel.forEach(
        neurons, arithmetic.neuronsOfATask(), (from, to) -> arithmetic.gradients(g, from, to));
    parameters.form().tangent(parameters.lifted(), parameters.output(), g, e.length);
    double[] image = new double[e.length];
    parallel.forEach(
        padded, exact.pointsOfATask(), (from, to) -> exact.tangents(g, image, from, to));
    return image;
  }
}
