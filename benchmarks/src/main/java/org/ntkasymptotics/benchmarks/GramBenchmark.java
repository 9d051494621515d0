package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.kernel.NtkKernel;
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

/**
 * The kernel matrix, one triangle, into fresh memory. The answer is checked on a smaller one, entry
 * by entry, and a line {@code answer} has the trace and the sum of all entries of a matrix of
 * {@code answerPoints} points, for the comparison with the peers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class GramBenchmark {
  /** Of the diagonal: relu-ntk's entries are good to 1e-15, those of several layers add up. */
  private static final double ALLOWED = 1e-14;

  /** Points. */
  @Param({"10000"})
  public int m;

  /** Coordinates. */
  @Param({"2"})
  public int d;

  /** Threads. */
  @Param({"2"})
  public int threads;

  /** Points of the matrix that is compared. */
  @Param({"1000"})
  public int answerPoints;

  /** The back end. */
  @Param({"CPU"})
  public BackendChoice backend;

  /** The kernel, see {@link Sample#kernel}. */
  @Param({"relu-ntk"})
  public String kernel;

  private NtkKernel theta;
  private Backend machine;
  private RowMatrix points;
  private BackendMatrix matrix;

  /** Opens the back end and checks a small matrix against the scalar kernel. */
  @Setup
  public void open() {
    machine = Machine.open(backend, threads);
    theta = Sample.kernel(kernel);
    points = Sample.points(m, d);
    RowMatrix few = Sample.points(300, d);
    try (BackendMatrix gram = machine.gram(theta, few)) {
      SymmetricMatrix host = gram.toHost();
      for (int i = 0; i < 300; i++) {
        for (int j = 0; j <= i; j++) {
          double expected = theta.entry(few.row(i), few.row(j)) / 300;
          double error = Math.abs(host.get(i, j) - expected);
          if (!(error <= ALLOWED * (Math.abs(host.get(i, i)) + Math.abs(host.get(j, j))))) {
            throw new IllegalStateException("wrong entry " + i + ", " + j + " by " + error);
          }
        }
      }
    }
  }

  /** Computes the matrix; freeing it is not timed, as it is not for the peer. */
  @Benchmark
  public int gram() {
    matrix = machine.gram(theta, points);
    return matrix.size();
  }

  /** Frees the matrix. */
  @TearDown(Level.Invocation)
  public void free() {
    matrix.close();
  }

  /** Prints the answer and closes the back end. */
  @TearDown
  public void close() {
    double trace = 0;
    double sum = 0;
    try (BackendMatrix gram = machine.gram(theta, Sample.points(answerPoints, d))) {
      SymmetricMatrix host = gram.toHost();
      for (int i = 0; i < answerPoints; i++) {
        for (int j = 0; j < i; j++) {
          sum += 2 * host.get(i, j);
        }
        sum += host.get(i, i);
        trace += host.get(i, i);
      }
    }
    MemoryRise.print(backend, this::gram);
    free();
    System.out.printf("answer %.17g %.17g%n", trace, sum);
    machine.close();
  }
}
