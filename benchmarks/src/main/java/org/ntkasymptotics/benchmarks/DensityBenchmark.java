package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.theory.Laws;
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
 * The eigenvalue law of points whose density is unknown: distances to neighbours, density at the
 * points, the law's constant. The points fill a cube, so the exponent is known.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DensityBenchmark {
  /** Points. */
  @Param({"4000"})
  public int m;

  /** Coordinates. */
  @Param({"2"})
  public int d;

  private final NtkKernel kernel = Sample.kernel("relu-ntk");
  private Dataset points;
  private Laws laws;

  /** Draws the points. */
  @Setup
  public void draw() {
    points = Dataset.of(Sample.points(m, d));
  }

  /** Estimates. */
  @Benchmark
  public Laws density() {
    laws = Laws.of(kernel, points, new Seeds(1));
    double exponent = laws.eigenvalues().exponent();
    boolean found = laws.eigenvalues().constant().value().isPresent();
    if (!found || !(Math.abs(exponent - (1 + 1.0 / d)) <= 1e-12)) {
      throw new IllegalStateException("wrong law " + laws.eigenvalues());
    }
    return laws;
  }

  /** Prints the constant, for the comparison with a peer's, and the memory. */
  @TearDown
  public void close() {
    MemoryRise memory = MemoryRise.now();
    density();
    memory.print();
    double constant = laws.eigenvalues().constant().value().getAsDouble();
    System.out.printf("answer %.17g%n", constant);
  }
}
