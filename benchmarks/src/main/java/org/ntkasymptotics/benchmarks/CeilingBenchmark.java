package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.BackendChoice;
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
 * What everything else is compared with: a machine's memory and its products of matrices. Prints a
 * line {@code work} with the bytes and the operations of one call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CeilingBenchmark {
  /** Order of the matrices. */
  @Param({"2048"})
  public int n;

  /** Threads of the processor. */
  @Param({"2"})
  public int threads;

  /** The back end. */
  @Param({"CPU"})
  public BackendChoice backend;

  private Ceiling ceiling;

  /** Makes the matrices. */
  @Setup
  public void open() {
    ceiling = backend == BackendChoice.CUDA ? new CudaCeiling(n) : new CpuCeiling(n, threads);
  }

  /** Fills or copies. */
  @Benchmark
  public long memory() {
    return ceiling.memory();
  }

  /** Multiplies in double precision. */
  @Benchmark
  public long gemmDouble() {
    return ceiling.gemmDouble();
  }

  /** Multiplies in single precision. */
  @Benchmark
  public long gemmSingle() {
    return ceiling.gemmSingle();
  }

  /** Frees what was filled; not timed. */
  @TearDown(Level.Invocation)
  public void free() {
    ceiling.free();
  }

  /** Says how much one call does. */
  @TearDown
  public void close() {
    System.out.printf("work %.17g %.17g%n", ceiling.bytes(), ceiling.flops());
    ceiling.close();
  }
}
