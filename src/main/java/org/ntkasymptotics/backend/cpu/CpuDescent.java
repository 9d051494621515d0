package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import java.util.Locale;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.network.TrainingState;

/**
 * Full-batch gradient descent on this processor: a forward and a backward pass a step, each shared
 * among the threads, no M × N array.
 *
 * <p>The same bits for any number of threads: every output belongs to one point, every gradient to
 * one neuron, and sums over points or neurons are formed in a fixed order.
 */
final class CpuDescent {
  private static final int POINT_BLOCK = 2 * DescentArithmetic.PADDING;
  private static final double DIVERGED = 10;
  private static final double REPORT_SECONDS = 0.25;

  private final ParallelRanges parallel;
  private final boolean vectors;

  /**
   * Trains with that many threads.
   *
   * @param vectors whether this JVM has jdk.incubator.vector
   */
  CpuDescent(ParallelRanges parallel, boolean vectors) {
    this.parallel = parallel;
    this.vectors = vectors;
  }

  TrainingRun run(
      ShallowNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress progress) {
    if (residual.length != points.rows() || initial.inputs() != points.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training needs one residual a point and one input a coordinate: %d points of %d"
                  + " coordinates, %d residuals, %d inputs",
              points.rows(),
              points.columns(),
              residual.length,
              initial.inputs()));
    }
    return new Session(initial, points, residual, plan, checkpoints, progress).run();
  }

  /** One training run. */
  private final class Session {
    private final DescentPlan plan;
    private final Checkpoints checkpoints;
    private final Progress progress;
    private final int samples;
    private final DescentParameters parameters;
    private final DescentArithmetic arithmetic;
    private final double[] target;
    private final double[] f;
    private final double[] e;
    private final double[][] g;
    private final double lambdaMax;
    private final double stepSize;
    private final double initialLoss;
    private final long steps;
    private long[] recordedSteps = new long[64];
    private double[] losses = new double[64];
    private int records;
    private long step;

    Session(
        ShallowNetwork initial,
        RowMatrix points,
        double[] residual,
        DescentPlan plan,
        Checkpoints checkpoints,
        Progress progress) {
      this.plan = plan;
      this.checkpoints = checkpoints;
      this.progress = progress;
      samples = points.rows();
      parameters = new DescentParameters(initial);
      arithmetic = arithmetic(points);
      int padded = DescentParameters.paddedLength(samples);
      f = new double[padded];
      e = new double[padded];
      g = new double[points.columns() + 1][parameters.padded()];
      target = new double[samples];
      TrainingState former = checkpoints.latest().orElse(null);
      if (former == null) {
        arithmetic.load(parameters, 0, parameters.padded());
        lambdaMax = new LargestEigenvalue(initial, parameters, arithmetic, points, parallel).find();
        stepSize = stepSize();
        outputs();
        for (int m = 0; m < samples; m++) {
          target[m] = f[m] - residual[m];
        }
        System.arraycopy(residual, 0, e, 0, samples);
        initialLoss = loss();
      } else {
        lambdaMax = former.lambdaMax();
        stepSize = former.stepSize();
        initialLoss = former.initialLoss();
        resume(former);
      }
      steps = plan.stepsAt(stepSize);
    }

    private DescentArithmetic arithmetic(RowMatrix points) {
      if (plan.precision() == DescentPlan.Precision.DOUBLE) {
        return new DoubleDescent(points, parameters.padded());
      }
      return vectors
          ? new VectorFloatDescent(points, parameters.padded())
          : new FloatDescent(points, parameters.padded());
    }

    private double stepSize() {
      double limit = 2 / lambdaMax;
      if (plan.stepSize() == 0) {
        return plan.stepFraction() * limit;
      }
      if (plan.stepSize() >= limit) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "step size %.6g would diverge: it must stay below 2/lambda_max = %.6g (lambda_max ="
                    + " %.6g for this network); leave it out for %.2g of that limit",
                plan.stepSize(),
                limit,
                lambdaMax,
                DescentPlan.DEFAULT_STEP_FRACTION));
      }
      return plan.stepSize();
    }

    private void resume(TrainingState former) {
      if (former.target().length != samples || former.parameters().length != parameters.length()) {
        throw new IllegalArgumentException(
            "the saved training state belongs to another network or other points; start anew");
      }
      System.arraycopy(former.target(), 0, target, 0, samples);
      parameters.set(former.parameters());
      arithmetic.load(parameters, 0, parameters.padded());
      step = former.step();
      records = former.losses().length;
      recordedSteps = Arrays.copyOf(former.recordedSteps(), Math.max(64, records));
      losses = Arrays.copyOf(former.losses(), Math.max(64, records));
      errors();
    }

    TrainingRun run() {
      long begin = System.nanoTime();
      long firstStep = step;
      double nextReport = 0;
      double nextSave = checkpoints.secondsBetween();
      long nextRecord = records == 0 ? 0 : plan.nextRecord(recordedSteps[records - 1], steps);
      while (true) {
        double loss = loss();
        if (!(loss <= DIVERGED * initialLoss)) {
          throw diverged(loss);
        }
        if (step >= nextRecord) {
          record(loss);
          nextRecord = plan.nextRecord(step, steps);
        }
        if (step >= steps) {
          break;
        }
        descend();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        if (seconds >= nextReport) {
          report(seconds, step - firstStep);
          nextReport = seconds + REPORT_SECONDS;
        }
        if (seconds >= nextSave) {
          checkpoints.save(state());
          nextSave = seconds + checkpoints.secondsBetween();
        }
      }
      double seconds = (System.nanoTime() - begin) * 1e-9;
      double[] times = new double[records];
      for (int k = 0; k < records; k++) {
        times[k] = stepSize * recordedSteps[k];
      }
      return new TrainingRun(
          stepSize,
          lambdaMax,
          steps,
          times,
          Arrays.copyOf(losses, records),
          parameters.network(),
          seconds / Math.max(1, steps - firstStep));
    }

    /** One step: gradients from the errors, parameters against them, new errors. */
    private void descend() {
      parallel.forEach(
          parameters.padded(),
          DescentArithmetic.PADDING,
          (from, to) -> {
            arithmetic.gradients(g, from, to);
            parameters.step(g, stepSize / samples, from, to);
          });
      arithmetic.load(parameters, 0, parameters.padded());
      step++;
      errors();
    }

    private void outputs() {
      parallel.forEach(f.length, POINT_BLOCK, (from, to) -> arithmetic.outputs(f, from, to));
    }

    private void errors() {
      outputs();
      for (int m = 0; m < samples; m++) {
        e[m] = f[m] - target[m];
      }
    }

    private double loss() {
      double sum = 0;
      for (int m = 0; m < samples; m++) {
        sum += e[m] * e[m];
      }
      arithmetic.errors(e, 0, e.length);
      return sum / (2.0 * samples);
    }

    private void record(double loss) {
      if (records == losses.length) {
        recordedSteps = Arrays.copyOf(recordedSteps, 2 * records);
        losses = Arrays.copyOf(losses, 2 * records);
      }
      recordedSteps[records] = step;
      losses[records++] = loss;
    }

    private void report(double seconds, long done) {
      double rate = done / seconds;
      progress.report(
          "training",
          (double) step / steps,
          String.format(
              Locale.ROOT, "%.0f steps/s, %.0f s left", rate, Math.max(0, steps - step) / rate));
    }

    private TrainingState state() {
      return new TrainingState(
          step,
          stepSize,
          lambdaMax,
          parameters.values(),
          target,
          initialLoss,
          Arrays.copyOf(recordedSteps, records),
          Arrays.copyOf(losses, records));
    }

    private ComputationException diverged(double loss) {
      return new ComputationException(
          String.format(
              Locale.ROOT,
              "training diverged at step %d, t = %.4g: the loss is %.4g, at the start it was %.4g;"
                  + " the step size %.4g is too large for lambda_max = %.4g: take a smaller"
                  + " step-fraction or a wider network",
              step,
              step * stepSize,
              loss,
              initialLoss,
              stepSize,
              lambdaMax));
    }
  }
}
