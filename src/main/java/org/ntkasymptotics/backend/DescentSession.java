package org.ntkasymptotics.backend;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingFingerprint;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.network.TrainingState;

/**
 * One training run on any machine, from its start or from a state saved by a former one.
 *
 * <p>The target is y = f(x; W₀) − δf with f as the machine computes it, and the error of step 0 is
 * δf itself, not f − y: rounding of f never enters it.
 *
 * <p>The machine is always given the next steps before the loss after the last ones is looked at,
 * so that it need not wait. How many steps it is given at once changes no bit of what it computes.
 */
public final class DescentSession {
  private static final double DIVERGED = 10;
  private static final double REPORT_SECONDS = 0.25;

  /** Of the time; states of large networks are saved less often than asked for. */
  private static final double LARGEST_SAVING_SHARE = 0.05;

  /** Errors below this share of the outputs drown in the rounding of single precision. */
  private static final double SINGLE_RESOLUTION = 1e-5;

  private final RowMatrix points;
  private final double[] residual;
  private final DescentPlan plan;
  private final Checkpoints checkpoints;
  private final long fingerprint;

  private Descent descent;
  private double[] target;
  private double lambdaMax;
  private double stepSize;
  private double initialLoss;
  private long firstStep;
  private long steps;
  private LossRecord record;
  private long step;
  private long lookedAt;
  private Supplier<Descent.Look> lookAhead;

  /**
   * Checks what is to be trained on.
   *
   * @param points (M, d)
   * @param residual δf, length M
   */
  public DescentSession(
      FiniteNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints) {
    requireShapes(initial, points, residual);
    requireFinite(points, residual);
    this.points = points;
    this.residual = residual;
    this.plan = plan;
    this.checkpoints = checkpoints;
    fingerprint = TrainingFingerprint.of(initial, points, residual, plan);
  }

  private static void requireShapes(FiniteNetwork initial, RowMatrix points, double[] residual) {
    if (points.rows() < 1
        || residual.length != points.rows()
        || initial.inputs() != points.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training needs at least one point, one residual a point and one input a coordinate:"
                  + " %d points of %d coordinates, %d residuals, %d inputs",
              points.rows(),
              points.columns(),
              residual.length,
              initial.inputs()));
    }
  }

  private static void requireFinite(RowMatrix points, double[] residual) {
    for (int m = 0; m < residual.length; m++) {
      boolean finite = Double.isFinite(residual[m]);
      for (int j = 0; j < points.columns(); j++) {
        finite &= Double.isFinite(points.get(m, j));
      }
      if (!finite) {
        throw new IllegalArgumentException(
            "training needs finite points and residuals: point " + m + " or its residual is not");
      }
    }
  }

  /**
   * Trains.
   *
   * @param machine holds the initial network and the points
   */
  public TrainingRun run(Descent machine, Progress progress) {
    descent = machine;
    TrainingState former = checkpoints.latest().orElse(null);
    if (former == null) {
      start();
    } else {
      goOn(former);
    }
    return train(progress);
  }

  private void start() {
    lambdaMax = LargestEigenvalue.of(descent::tangentProduct, points.rows());
    stepSize = plan.stepSizeFor(lambdaMax);
    double[] f = descent.outputs();
    requireResolution(f);
    target = new double[f.length];
    for (int m = 0; m < f.length; m++) {
      target[m] = f[m] - residual[m];
    }
    initialLoss = initialLoss();
    descent.start(target, residual, stepSize, DIVERGED * initialLoss);
    steps = plan.stepsAt(stepSize);
    record = new LossRecord(plan, steps, new long[0], new double[0]);
    observe(new Descent.Look(0, initialLoss));
  }

  /** L(0) = ½ Σ δf²/M. */
  private double initialLoss() {
    double sum = 0;
    for (double e : residual) {
      sum += e * e;
    }
    return sum / (2.0 * residual.length);
  }

  private void requireResolution(double[] f) {
    double outputSquares = 0;
    double errorSquares = 0;
    for (int m = 0; m < f.length; m++) {
      outputSquares += f[m] * f[m];
      errorSquares += residual[m] * residual[m];
    }
    double share = Math.sqrt(errorSquares / outputSquares);
    if (plan.precision() == DescentPlan.Precision.SINGLE
        && share > 0
        && share < SINGLE_RESOLUTION) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "single precision resolves initial errors down to %.0e of the network's outputs;"
                  + " these are %.2g of them: train in double precision",
              SINGLE_RESOLUTION,
              share));
    }
  }

  private void goOn(TrainingState former) {
    former.requireFingerprint(fingerprint);
    lambdaMax = former.lambdaMax();
    stepSize = former.stepSize();
    target = former.target().clone();
    initialLoss = former.initialLoss();
    firstStep = former.step();
    step = firstStep;
    lookedAt = step;
    descent.resume(former.network(), target, stepSize, DIVERGED * initialLoss);
    steps = plan.stepsAt(stepSize);
    record = new LossRecord(plan, steps, former.recordedSteps(), former.losses());
    observe(descent.advance(0).get());
  }

  private TrainingRun train(Progress progress) {
    long begin = System.nanoTime();
    double nextReport = 0;
    double nextSave = checkpoints.secondsBetween();
    DescentPace pace = new DescentPace(nextSave);
    keep();
    while (step < steps) {
      double before = secondsSince(begin);
      long ahead = Math.min(pace.steps(), Math.min(record.next(step), nextKept()) - step);
      launch(ahead);
      keep();
      double seconds = secondsSince(begin);
      pace.took(ahead, seconds - before);
      if (seconds >= nextReport || step == steps) {
        report(progress, seconds, lookedAt - firstStep);
        nextReport = seconds + REPORT_SECONDS;
      }
      boolean interrupted = Thread.currentThread().isInterrupted();
      if (seconds >= nextSave || interrupted) {
        look();
        checkpoints.save(state());
        nextSave = seconds + untilNextSave(secondsSince(begin) - seconds);
      }
      if (interrupted) {
        throw new CancellationException("training was interrupted after step " + step);
      }
    }
    look();
    return result(secondsSince(begin) / Math.max(1, step - firstStep));
  }

  /** Who asks for no time between two states wants every one. */
  private double untilNextSave(double took) {
    double asked = checkpoints.secondsBetween();
    return asked == 0 ? 0 : Math.max(asked, took / LARGEST_SAVING_SHARE);
  }

  /** The next step at which the network is to be kept. */
  private long nextKept() {
    return checkpoints.keptTimes().stream()
        .mapToLong(t -> DescentPlan.stepOf(t, stepSize))
        .filter(kept -> kept > step)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void keep() {
    for (double t : checkpoints.keptTimes()) {
      if (DescentPlan.stepOf(t, stepSize) == step) {
        look();
        checkpoints.keep(t, descent.network());
      }
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }

  /** Asks for steps, and while they are done looks at the loss after the last ones. */
  private void launch(long ahead) {
    Supplier<Descent.Look> next = descent.advance(ahead);
    look();
    step += ahead;
    lookAhead = next;
  }

  /** Waits for all steps asked for. */
  private void look() {
    if (lookedAt < step) {
      lookedAt = step;
      observe(lookAhead.get());
    }
  }

  /** Records the loss if it is due; fails if it has run away. */
  private void observe(Descent.Look look) {
    boolean ranAway = !(look.loss() <= DIVERGED * initialLoss);
    if (ranAway || look.steps() < lookedAt - firstStep) {
      throw diverged(firstStep + look.steps(), look.loss());
    }
    if (record.wants(lookedAt)) {
      record.add(lookedAt, look.loss());
    }
  }

  private void report(Progress progress, double seconds, long done) {
    double rate = Math.max(1, done) / seconds;
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
        descent.network(),
        target,
        initialLoss,
        record.steps(),
        record.losses());
  }

  private TrainingRun result(double secondsPerStep) {
    return new TrainingRun(
        stepSize,
        lambdaMax,
        step,
        record.times(stepSize),
        record.losses(),
        descent.network(),
        secondsPerStep);
  }

  private ComputationException diverged(long when, double loss) {
    return new ComputationException(
        String.format(
            Locale.ROOT,
            "training diverged at step %d, t = %.4g: the loss is %.4g, at the start it was %.4g;"
                + " the step size %.4g is too large for lambda_max = %.4g: take a smaller"
                + " step-fraction or a wider network",
            when,
            when * stepSize,
            loss,
            initialLoss,
            stepSize,
            lambdaMax));
  }
}
