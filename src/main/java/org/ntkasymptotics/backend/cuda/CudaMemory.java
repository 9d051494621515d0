package org.ntkasymptotics.backend.cuda;

import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.network.LayeredNetwork;

/**
 * What the operations of this back end need in device memory, as the loaded cuSOLVER says.
 *
 * <p>By arithmetic for M points in numbers of one precision: {@code gram} M²; {@code modes} M² and
 * a few dozen M; {@code eigh} about 3 M².
 */
final class CudaMemory {
  /** cuSOLVER 11 (of CUDA 12) fails above: 32-bit counts overflow near 3 n² = 2³¹. */
  static final int OLD_LIMIT_DOUBLE = 26_700;

  /** The same in single precision: near 4 n² = 2³¹. */
  static final int OLD_LIMIT_SINGLE = 23_100;

  /** Of the free memory, for handles, points, and what fragmentation makes useless. */
  private static final int RESERVED_PART = 32;

  private static final int FIRST_WITHOUT_LIMIT = 12_000;

  private final CudaContext context;
  private final CudaSolver solver;
  private final EighRoutine routine;
  private final Precision precision;
  private final int solverVersion;

  /**
   * Plans on a device.
   *
   * @param routine for eigenvectors
   * @param solverVersion of the loaded cuSOLVER, such as 11701
   */
  CudaMemory(
      CudaContext context,
      CudaSolver solver,
      EighRoutine routine,
      Precision precision,
      int solverVersion) {
    this.context = context;
    this.solver = solver;
    this.routine = routine;
    this.precision = precision;
    this.solverVersion = solverVersion;
  }

  /**
   * The plan for "gram", "modes" or "eigh", each with the matrix it works on.
   *
   * @param allocated bytes that are held for it already
   */
  MemoryPlan plan(String operation, long points, long allocated) {
    return plan(operation, points, allocated, this::gram);
  }

  /** The same; the matrix of a finite network takes room for outputs of neurons besides. */
  MemoryPlan plan(String operation, NtkKernel kernel, long points) {
    if (!(kernel instanceof EmpiricalNtk empirical)) {
      return plan(operation, points, 0);
    }
    LayeredNetwork network = empirical.network().layered();
    return plan(
        operation, points, 0, m -> gram(m) + CudaEmpiricalGram.bytes(network, m, precision));
  }

  /**
   * The plan.
   *
   * @param making bytes that it takes to make the matrix, itself included
   */
  private MemoryPlan plan(String operation, long points, long allocated, LongUnaryOperator making) {
    long unused = context.freeBytes();
    long free = unused - unused / RESERVED_PART + allocated;
    MemoryPlan plan =
        switch (operation) {
          case "gram" -> MemoryPlan.of(operation, points, making, free);
          case "modes" ->
              MemoryPlan.of(
                  operation, points, m -> Math.max(making.applyAsLong(m), modes(m, free)), free);
          case "eigh" ->
              MemoryPlan.of(
                      operation, points, m -> Math.max(making.applyAsLong(m), eigh(m, free)), free)
                  .limited(largestEigh(), limitInWords());
          default ->
              throw new IllegalArgumentException(
                  "the operation must be gram, modes or eigh; got \"" + operation + "\"");
        };
    return plan.on(context.device().title());
  }

  /** The matrix. */
  long gram(long m) {
    return m * m * precision.bytes();
  }

  /** The matrix, workspace of the reduction, diagonals, one residual. */
  long modes(long m, long free) {
    long matrix = gram(m);
    return matrix > free || m > Integer.MAX_VALUE
        ? matrix
        : matrix + precision.bytes() * (4 * m + workspace(m));
  }

  private long workspace(long m) {
    return m < 2 ? 0 : solver.tridiagonalWorkspace((int) m, 1);
  }

  /** The matrix, workspace of the routine, eigenvalues. */
  long eigh(long m, long free) {
    long matrix = gram(m);
    return matrix > free || m > largestEigh() || m < 1
        ? 3 * matrix
        : matrix + precision.bytes() * m + routine.workspace((int) m).deviceBytes();
  }

  /** The largest order that both the routine and the loaded cuSOLVER take. */
  private long largestEigh() {
    return Math.min(routine.largest(), largestOfSolver());
  }

  private int largestOfSolver() {
    if (solverVersion >= FIRST_WITHOUT_LIMIT) {
      return Integer.MAX_VALUE;
    }
    return precision == Precision.DOUBLE ? OLD_LIMIT_DOUBLE : OLD_LIMIT_SINGLE;
  }

  private String limitInWords() {
    String version = solverVersion / 1000 + "." + solverVersion % 1000 / 100;
    return largestOfSolver() <= routine.largest()
        ? String.format(
            Locale.ROOT,
            "cuSOLVER %s (CUDA 12) fails above in %s precision, CUDA 13 lifts that; without"
                + " eigenvectors there is no such limit",
            version,
            precision.word())
        : routine.title()
            + " counts no further; a build where g++ is has the 64-bit routine, and without"
            + " eigenvectors there is no such limit";
  }
}
