package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;
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

/** The kernel matrix, lower triangle, into fresh memory; the answer is checked on a smaller one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class GramBenchmark {
  /** Points. */
  @Param({"10000"})
  public int m;

  /** Coordinates. */
  @Param({"2"})
  public int d;

  /** Threads. */
  @Param({"2"})
  public int threads;

  private final NtkKernel kernel = new ReluNtk(Sample.SIGMA_W, Sample.SIGMA_B);
  private Backend backend;
  private RowMatrix points;
  private BackendMatrix matrix;

  /** Opens the back end and checks a small matrix against the scalar kernel. */
  @Setup
  public void open() {
    backend = Backends.open(BackendChoice.CPU, threads);
    points = Sample.points(m, d);
    RowMatrix few = Sample.points(300, d);
    try (BackendMatrix gram = backend.gram(kernel, few)) {
      SymmetricMatrix host = gram.toHost();
      for (int i = 0; i < 300; i++) {
        for (int j = 0; j <= i; j++) {
          double expected = kernel.entry(few.row(i), few.row(j)) / 300;
          if (!(Math.abs(host.get(i, j) - expected) <= 1e-15 * (host.get(i, i) + host.get(j, j)))) {
            throw new IllegalStateException("wrong entry " + i + ", " + j);
          }
        }
      }
    }
  }

  /** Computes the matrix; freeing it is not timed, as it is not for the peer. */
  @Benchmark
  public int gram() {
    matrix = backend.gram(kernel, points);
    return matrix.size();
  }

  /** Frees the matrix. */
  @TearDown(Level.Invocation)
  public void free() {
    matrix.close();
  }

  /** Closes the back end. */
  @TearDown
  public void close() {
    backend.close();
  }
}
