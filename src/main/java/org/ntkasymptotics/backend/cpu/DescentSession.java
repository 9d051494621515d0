package org.ntkasymptotics.backend.cpu;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingFingerprint;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.network.TrainingState;

/**
 * One training run, from its start or from a state saved by a former one.
 *
 * <p>The target is y = f(x; W₀) − δf with f as the passes of the run compute it, and the error of
 * step 0 is δf itself, not f − y: rounding of f never enters it.
 */
final class DescentSession {
  private static final int POINT_BLOCK = 2 * DescentArithmetic.PADDING;
  private static final double DIVERGED = 10;
  private static final double REPORT_SECONDS = 0.25;

  /** Errors below this share of the outputs drown in the rounding of single precision. */
  private static final double SINGLE_RESOLUTION = 1e-5;

  private final DescentParameters parameters;
  private final DescentArithmetic arithmetic;
  private final ParallelRanges parallel;
  private final Checkpoints checkpoints;
  private final int samples;
  private final long fingerprint;
  private final double[] target;
  private final double[] f;
  private final double[] e;
  private final double[][] g;
  private final double lambdaMax;
  private final double stepSize;
  private final double initialLoss;
  private final long steps;
  private final LossRecord record;
  private long step;

  DescentSession(
      ShallowNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      DescentParameters parameters,
      DescentArithmetic arithmetic,
      ParallelRanges parallel,
      Checkpoints checkpoints) {
    this.parameters = parameters;
    this.arithmetic = arithmetic;
    this.parallel = parallel;
    this.checkpoints = checkpoints;
    samples = points.rows();
    int padded = DescentParameters.paddedLength(samples);
    f = new double[padded];
    e = new double[padded];
    g = new double[points.columns() + 1][parameters.padded()];
    fingerprint = TrainingFingerprint.of(initial, points, residual, plan);
    TrainingState former = checkpoints.latest().orElse(null);
    if (former == null) {
      arithmetic.load(parameters, 0, parameters.padded());
      lambdaMax = new LargestEigenvalue(initial, parameters, arithmetic, points, parallel).find();
      stepSize = plan.stepSizeFor(lambdaMax);
      target = new double[samples];
      start(residual, plan.precision());
    } else {
      former.requireFingerprint(fingerprint);
      lambdaMax = former.lambdaMax();
      stepSize = former.stepSize();
      target = former.target().clone();
      step = former.step();
      parameters.set(former.parameters());
      arithmetic.load(parameters, 0, parameters.padded());
      errors();
    }
    initialLoss = former == null ? loss() : former.initialLoss();
    steps = plan.stepsAt(stepSize);
    record =
        former == null
            ? new LossRecord(plan, steps, new long[0], new double[0])
            : new LossRecord(plan, steps, former.recordedSteps(), former.losses());
  }

  private void start(double[] residual, DescentPlan.Precision precision) {
    outputs();
    double outputSquares = 0;
    double errorSquares = 0;
    for (int m = 0; m < samples; m++) {
      target[m] = f[m] - residual[m];
      e[m] = residual[m];
      outputSquares += f[m] * f[m];
      errorSquares += e[m] * e[m];
    }
    double share = Math.sqrt(errorSquares / outputSquares);
    if (precision == DescentPlan.Precision.SINGLE && share > 0 && share < SINGLE_RESOLUTION) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "single precision resolves initial errors down to %.0e of the network's outputs;"
                  + " these are %.2g of them: train in double precision",
              SINGLE_RESOLUTION,
              share));
    }
  }

  TrainingRun run(Progress progress) {
    long begin = System.nanoTime();
    long firstStep = step;
    double nextReport = 0;
    double nextSave = checkpoints.secondsBetween();
    while (observe() && step < steps) {
      descend();
      double seconds = (System.nanoTime() - begin) * 1e-9;
      if (seconds >= nextReport || step == steps) {
        report(progress, seconds, step - firstStep);
        nextReport = seconds + REPORT_SECONDS;
      }
      boolean interrupted = Thread.currentThread().isInterrupted();
      if (seconds >= nextSave || interrupted) {
        checkpoints.save(state());
        nextSave = seconds + checkpoints.secondsBetween();
      }
      if (interrupted) {
        throw new CancellationException("training was interrupted after step " + step);
      }
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return new TrainingRun(
        stepSize,
        lambdaMax,
        step,
        record.times(stepSize),
        record.losses(),
        parameters.network(),
        seconds / Math.max(1, step - firstStep));
  }

  /** Records the loss if it is due; fails if it has run away. */
  private boolean observe() {
    double loss = loss();
    if (!(loss <= DIVERGED * initialLoss)) {
      throw diverged(loss);
    }
    if (record.wants(step)) {
      record.add(step, loss);
    }
    return true;
  }

  /** One step: gradients from the errors, parameters against them, new errors. */
  private void descend() {
    arithmetic.errors(e, 0, e.length);
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
    return sum / (2.0 * samples);
  }

  private void report(Progress progress, double seconds, long done) {
    double rate = done / seconds;
    progress.report(
        "training",
        (double) step / steps,
        String.format(Locale.ROOT, "%.0f steps/s, %.0f s left", rate, (steps - step) / rate));
  }

  private TrainingState state() {
    return new TrainingState(
        fingerprint,
        step,
        stepSize,
        lambdaMax,
        parameters.values(),
        target,
        initialLoss,
        record.steps(),
        record.losses());
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
