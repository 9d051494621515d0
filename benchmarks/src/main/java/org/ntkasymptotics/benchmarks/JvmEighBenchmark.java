package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
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
 * Peers on the JVM: all eigenvalues and eigenvectors of the same matrix and the projection of one
 * residual, by libraries that are Java throughout and work in one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class JvmEighBenchmark {
  /** Points. */
  @Param({"500"})
  public int m;

  /** The library. */
  @Param({"COMMONS_MATH", "HIPPARCHUS", "EJML"})
  public JvmLibrary library;

  private double[][] matrix;
  private double[] residual;
  private JvmLibrary.Solved solved;

  /** The matrix, made by the engine. */
  @Setup(Level.Trial)
  public void open() {
    residual = Sample.residual(m).row(0);
    matrix = new double[m][m];
    try (Backend machine = Machine.open(BackendChoice.CPU, 1);
        BackendMatrix gram = machine.gram(Sample.kernel("relu-ntk"), Sample.points(m, 2))) {
      SymmetricMatrix host = gram.toHost();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          matrix[i][j] = host.get(i, j);
        }
      }
    }
  }

  /** Solves and projects. */
  @Benchmark
  public JvmLibrary.Solved eigh() {
    solved = library.solve(matrix, residual);
    return solved;
  }

  /** Prints what the comparison needs. */
  @TearDown(Level.Trial)
  public void close() {
    // JMH may be in the middle of a line.
    System.out.printf("%nversion %s%n", library.version());
    solved.print();
  }
}
