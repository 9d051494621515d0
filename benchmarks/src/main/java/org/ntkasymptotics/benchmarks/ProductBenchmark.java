package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The kernel times vectors, its matrix never stored, the preparation of the points included. The answer is checked on few points against
 * sums of the scalar kernel; a line {@code answer} has Σ v Θ v/M for the comparison with the peers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ProductBenchmark {
  private static final int FEW = 200;
  private static final double ALLOWED = 1e-12;

  /** Points. */
  @Param({"10000"})
  public int m;

  /** Coordinates. */
  @Param({"2"})
  public int d;

  /** Vectors. */
  @Param({"4"})
  public int vectors;

  /** Threads. */
  @Param({"2"})
  public int threads;

  /** The kernel, see {@link Sample#kernel}. */
  @Param({"relu-ntk"})
  public String kernel;

  /** The back end. */
  @Param({"CPU"})
  public BackendChoice backend;

  private NtkKernel theta;
  private Backend machine;
  private RowMatrix points;
  private RowMatrix multiplied;
  private RowMatrix image;

  /** Opens the back end and checks a small product. */
  @Setup
  public void open() {
    machine = Machine.open(backend, threads);
    theta = Sample.kernel(kernel);
    points = Sample.points(FEW, d);
    multiplied = new RowMatrix(1, FEW, Sample.uniform(FEW, 2));
    double[] one = product().row(0);
    for (int i = 0; i < FEW; i++) {
      double expected = 0;
      double size = 0;
      for (int j = 0; j < FEW; j++) {
        double term = theta.entry(points.row(i), points.row(j)) * multiplied.row(0)[j] / FEW;
        expected += term;
        size += Math.abs(term);
      }
      if (!(Math.abs(one[i] - expected) <= ALLOWED * size)) {
        throw new IllegalStateException("wrong product " + i + ": " + one[i] + ", not " + expected);
      }
    }
    points = Sample.points(m, d);
    multiplied = new RowMatrix(vectors, m, Sample.uniform(vectors * m, 2));
  }

  /** Multiplies. */
  @Benchmark
  public RowMatrix product() {
    try (KernelProduct prepared = machine.product(theta, points)) {
      image = prepared.apply(multiplied);
    }
    return image;
  }

  /** Prints the answer and closes the back end. */
  @TearDown
  public void close() {
    double sum = 0;
    for (int i = 0; i < image.array().length; i++) {
      sum += image.array()[i] * multiplied.array()[i];
    }
    MemoryRise.print(backend, this::product);
    System.out.printf("answer %.17g%n", sum);
    machine.close();
  }
}
