package org.ntkasymptotics.benchmarks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.network.TrainingState;
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
 * Full-batch gradient descent: so many steps that they take {@value #SPAN} s, at least {@value #LEAST_STEPS}, which go on from
 * a saved state, so that the search for λ_max is not in it. Prints lines {@code steps}, how many
 * they are, {@code answer}, the loss after {@code answerSteps} steps from the start for the
 * comparison with other implementations, and {@code memory}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DescentBenchmark {
  private static final double SPAN = 0.2;

  /** A training has thousands: what its beginning and end take must not count for a step. */
  private static final int LEAST_STEPS = 20;

  private static final int MOST_STEPS = 20_000;

  /** Points. */
  @Param({"10000"})
  public int m;

  /** Neurons of a layer. */
  @Param({"3000"})
  public int n;

  /** Hidden layers. */
  @Param({"1"})
  public int hidden;

  /** Inputs. */
  @Param({"2"})
  public int d;

  /** Threads. */
  @Param({"2"})
  public int threads;

  /** η. */
  @Param({"0.02"})
  public double stepSize;

  /** Steps after which the loss is compared. */
  @Param({"20"})
  public int answerSteps;

  /** Arithmetic. */
  @Param({"SINGLE"})
  public DescentPlan.Precision precision;

  /** The back end. */
  @Param({"CPU"})
  public BackendChoice backend;

  /** How steps follow one another on a device: "persistent" or "graph". */
  @Param({"persistent"})
  public String way;

  private Backend machine;
  private RowMatrix points;
  private double[] residual;
  private FiniteNetwork network;
  private Checkpoints afterOneStep;
  private int steps = LEAST_STEPS;

  /** Takes the first step, and finds how many take the time. */
  @Setup
  public void open() {
    System.setProperty("ntk.cuda.steps", way);
    machine = Machine.open(backend, threads);
    points = Sample.points(m, d);
    residual = Sample.residual(m).array();
    network = Sample.network(d, n, hidden);
    Keeper keeper = new Keeper();
    train(1, keeper);
    TrainingState state = keeper.last;
    afterOneStep =
        new Keeper() {
          @Override
          public Optional<TrainingState> latest() {
            return Optional.of(state);
          }

          @Override
          public double secondsBetween() {
            return Double.POSITIVE_INFINITY;
          }
        };
    double took = seconds();
    while (took < SPAN / 2 && steps < MOST_STEPS) {
      steps = (int) Math.min(MOST_STEPS, steps * Math.min(10, SPAN / took) + 1);
      took = seconds();
    }
  }

  private double seconds() {
    long begin = System.nanoTime();
    descent();
    return 1e-9 * (System.nanoTime() - begin);
  }

  /** Keeps the last state. */
  private static class Keeper implements Checkpoints {
    private TrainingState last;

    @Override
    public Optional<TrainingState> latest() {
      return Optional.empty();
    }

    @Override
    public double secondsBetween() {
      return 0;
    }

    @Override
    public void save(TrainingState state) {
      last = state;
    }
  }

  private TrainingRun train(long until, Checkpoints checkpoints) {
    DescentPlan plan = new DescentPlan(stepSize, 0, until, 0, 40, precision);
    return machine.descent(network, points, residual, plan, checkpoints, Progress.NONE);
  }

  /** Trains on. */
  @Benchmark
  public TrainingRun descent() {
    return train(1 + steps, afterOneStep);
  }

  /** Prints the answer and closes the back end. */
  @TearDown
  public void close() {
    double[] losses = train(answerSteps, Checkpoints.NONE).losses();
    MemoryRise.print(backend, this::descent);
    System.out.printf("steps %d%n", steps);
    System.out.printf("answer %.17g %.17g%n", losses[0], losses[losses.length - 1]);
    machine.close();
  }
}
