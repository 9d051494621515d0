package org.ntkasymptotics.benchmarks;

import java.nio.DoubleBuffer;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.ntkasymptotics.linalg.ParallelRanges;
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

/** The bound for {@link GramBenchmark}: the same fresh memory filled with a constant. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FillBenchmark {
  private static final int PANEL = 64;

  /** Points. */
  @Param({"10000"})
  public int m;

  /** Threads. */
  @Param({"2"})
  public int threads;

  private ParallelRanges ranges;
  private double[] ones;
  private Pointer memory;

  /** Starts the threads. */
  @Setup
  public void open() {
    ranges = new ParallelRanges(threads);
    ones = new double[m];
    java.util.Arrays.fill(ones, 1.5);
  }

  /** Fills the lower triangle, column by column; freeing it is not timed. */
  @Benchmark
  public long fill() {
    memory = Pointer.malloc(8L * place(m));
    ranges.forEach(m, PANEL, (from, to) -> fill(memory, from, to));
    return memory.address();
  }

  /** Frees the memory. */
  @TearDown(Level.Invocation)
  public void free() {
    Pointer.free(memory);
  }

  private void fill(Pointer memory, int from, int to) {
    DoublePointer panel = new DoublePointer(memory).position(place(from));
    DoubleBuffer buffer = panel.limit(place(to)).asBuffer();
    for (int j = from; j < to; j++) {
      buffer.put((int) (place(j) - place(from)), ones, 0, m - j);
    }
  }

  /** Where column j begins: each holds the rows from j down. */
  private long place(int j) {
    return (long) j * m - (long) j * (j - 1) / 2;
  }
}
