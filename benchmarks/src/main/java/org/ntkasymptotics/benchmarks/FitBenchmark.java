package org.ntkasymptotics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.PowerLawFits;
import org.ntkasymptotics.fit.Series;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The power law of a series of unknown origin: window search, fit, interval. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FitBenchmark {
  private static final double EXPONENT = 1.5;
  private static final double ALLOWED = 0.05;

  /** Entries of the series. */
  @Param({"10000"})
  public int m;

  private Series series;
  private PowerLawFit fit;

  /** A law with one percent of scatter. */
  @Setup
  public void draw() {
    double[] values = Sample.uniform(m, 7);
    for (int i = 0; i < m; i++) {
      values[i] = Math.pow(i + 0.5, -EXPONENT) * (1 + 0.005 * values[i]);
    }
    series = Series.ofEigenvalues(values);
  }

  /** Fits. */
  @Benchmark
  public PowerLawFit fit() {
    fit = PowerLawFits.ofUnknown(series, FitRules.standard());
    if (!(Math.abs(fit.exponent().value() - EXPONENT) <= ALLOWED)) {
      throw new IllegalStateException("wrong exponent " + fit.exponent());
    }
    return fit;
  }

  /** Prints the exponent, for the comparison with a peer's, and the memory. */
  @TearDown
  public void close() {
    MemoryRise memory = MemoryRise.now();
    fit();
    memory.print();
    System.out.printf("answer %.17g%n", fit.exponent().value());
  }
}
