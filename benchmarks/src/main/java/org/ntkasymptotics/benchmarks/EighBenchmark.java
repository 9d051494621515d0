package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * All eigenvalues and eigenvectors and the projection of one residual; the engine checks trace and
 * norm of every solve itself. Prints a line {@code answer} for the comparison with the peers and
 * {@code memory}: how far it rose in the last solve, on a device in one more, the matrix included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EighBenchmark {
  /** Enough to have the libraries' handles made. */
  private static final int SMALL = 64;

  /** A solve of more points takes too long to be made once more for its memory on a device. */
  private static final int ONCE_MORE = 10_000;

  /** Points. */
  @Param({"2000"})
  public int m;

  /** Threads. */
  @Param({"2"})
  public int threads;

  /** The back end. */
  @Param({"CPU"})
  public BackendChoice backend;

  private Backend machine;
  private RowMatrix points;
  private RowMatrix residual;
  private BackendMatrix gram;
  private double[] values;
  private double[] coefficients;
  private MemoryRise memory;

  /** Opens the back end and solves a small problem on it. */
  @Setup(Level.Trial)
  public void open() {
    machine = Machine.open(backend, threads);
    points = Sample.points(SMALL, 2);
    residual = Sample.residual(SMALL);
    gram();
    eigh();
    points = Sample.points(m, 2);
    residual = Sample.residual(m);
  }

  /** The matrix, outside the measured time. */
  @Setup(Level.Invocation)
  public void gram() {
    memory = MemoryRise.now();
    gram = machine.gram(new ReluNtk(Sample.SIGMA_W, Sample.SIGMA_B), points);
  }

  /** Solves and projects. */
  @Benchmark
  public double[] eigh() {
    try (Eigensystem eigen = machine.eigh(gram)) {
      values = eigen.values();
      coefficients = eigen.project(residual.row(0));
    }
    return coefficients;
  }

  /** Prints what the comparison needs. */
  @TearDown(Level.Trial)
  public void close() {
    if (backend == BackendChoice.CPU) {
      memory.print();
    } else if (m <= ONCE_MORE) {
      MemoryRise.print(
          backend,
          () -> {
            gram();
            eigh();
          });
    }
    Answer.print(values, coefficients);
    machine.close();
  }
}
