package org.ntkasymptotics.krylov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;

/**
 * Block Lanczos iteration with full reorthogonalisation: after m steps the operator is, on the
 * Krylov space of p start vectors, a block tridiagonal matrix of order m p.
 *
 * <p>Source: G. H. Golub and R. Underwood (1977); G. H. Golub and G. Meurant, "Matrices, moments
 * and quadrature with applications", chapters 4 and 5. Every new vector is orthogonalised against
 * all others until it keeps its length, so the basis is orthonormal to rounding, whatever has
 * converged: asserted by {@code BlockLanczosTest}. Where a direction is exhausted, another that the
 * operator does not couple to it takes its place.
 *
 * <p>The same start vectors give the same bits for any number of threads, and for an iteration that
 * was interrupted and found its blocks in the store.
 */
public final class BlockLanczos {
  private final SymmetricOperator operator;
  private final LanczosStore store;
  private final OrthonormalBasis basis;
  private final RowMatrix start;
  private final List<RowMatrix> diagonals = new ArrayList<>();
  private final List<RowMatrix> couplings = new ArrayList<>();
  private RowMatrix last;

  /**
   * Begins, or goes on from what the store holds.
   *
   * @param start (p, M), 1 ≤ p ≤ M; they may depend on each other
   * @throws IllegalArgumentException if the store holds another iteration
   */
  public BlockLanczos(
      SymmetricOperator operator, RowMatrix start, ParallelRanges ranges, LanczosStore store) {
    if (start.rows() < 1 || start.rows() > operator.order()) {
      throw new IllegalArgumentException(
          "block Lanczos takes 1 to M = "
              + operator.order()
              + " start vectors, got "
              + start.rows());
    }
    if (start.columns() != operator.order()) {
      throw new IllegalArgumentException(
          "start vectors must have M = " + operator.order() + " values, got " + start.columns());
    }
    this.operator = operator;
    this.store = store;
    this.basis = new OrthonormalBasis(start.columns(), start.rows(), ranges);
    RowMatrix q = copy(start);
    double longest = Math.sqrt(Arrays.stream(q.array()).map(x -> x * x).sum());
    this.start = basis.orthonormalise(q, rounding(longest));
    this.last = q;
    LanczosBlock first = new LanczosBlock(q, this.start, RowMatrix.zeros(width(), width()));
    Optional<LanczosBlock> kept = store.block(0);
    if (kept.isEmpty()) {
      store.save(0, first);
    } else if (!Arrays.equals(kept.get().packed().array(), first.packed().array())) {
      throw new IllegalArgumentException(
          "the interrupted iteration began with other vectors: delete it and start again");
    }
    basis.append(q);
    Optional<LanczosBlock> next = store.block(1);
    while (next.isPresent()) {
      take(next.get());
      next = store.block(steps() + 1);
    }
  }

  private static RowMatrix copy(RowMatrix m) {
    return new RowMatrix(m.rows(), m.columns(), m.array().clone());
  }

  /** p. */
  public int width() {
    return start.rows();
  }

  /** Steps done, each one product with p vectors. */
  public int steps() {
    return diagonals.size();
  }

  /** The most steps that M allows: the basis is then as large as can be. */
  public int mostSteps() {
    return operator.order() / width() - 1;
  }

  /**
   * One more step.
   *
   * @throws IllegalStateException beyond {@link #mostSteps}
   */
  public void step() {
    if (steps() >= mostSteps()) {
      throw new IllegalStateException("no direction is left after " + steps() + " steps");
    }
    RowMatrix w = operator.apply(last);
    RowMatrix diagonal = symmetric(basis.lastTimes(w));
    double norm = norm(diagonal);
    for (RowMatrix earlier : diagonals) {
      norm = Math.max(norm, norm(earlier));
    }
    RowMatrix coupling = basis.orthonormalise(w, rounding(norm));
    LanczosBlock block = new LanczosBlock(w, coupling, diagonal);
    store.save(steps() + 1, block);
    take(block);
  }

  private void take(LanczosBlock block) {
    basis.append(block.vectors());
    diagonals.add(block.diagonal());
    couplings.add(block.coupling());
    last = block.vectors();
  }

  /** The matrix so far; at least one step must be done. */
  public BlockTridiagonal tridiagonal() {
    return new BlockTridiagonal(start, diagonals, couplings);
  }

  /** M ε of a norm, what products leave of an exhausted direction. */
  private double rounding(double norm) {
    return operator.order() * Math.ulp(1.0) * norm;
  }

  private static RowMatrix symmetric(RowMatrix a) {
    RowMatrix s = RowMatrix.zeros(a.rows(), a.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.rows(); j++) {
        s.set(i, j, (a.get(i, j) + a.get(j, i)) / 2);
      }
    }
    return s;
  }

  private static double norm(RowMatrix a) {
    return Math.sqrt(Arrays.stream(a.array()).map(x -> x * x).sum());
  }
}
