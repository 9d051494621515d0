package org.ntkasymptotics.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The training time predicted to reach a loss.
 *
 * @param loss the loss asked for
 * @param bareTime t with C t^−ξ = loss, empty where C is missing
 * @param time t with the finite-M prediction of the loss, empty if there is none
 * @param stepSize η used for the number of steps
 * @param steps number of gradient-descent steps, with the discrete-step correction, empty where
 *     {@code time} and {@code bareTime} are
 * @param warnings plain sentences, such as the time lying outside of the validity window
 */
public record TimeToLoss(
    double loss,
    OptionalDouble bareTime,
    OptionalDouble time,
    double stepSize,
    OptionalDouble steps,
    List<String> warnings) {
  private static final double SHORTEST = 1e-12;
  private static final double LONGEST = 1e30;

  /** See {@link Laws#timeToReach}. */
  static TimeToLoss of(Laws laws, double loss, double stepSize) {
    if (!(loss > 0) || !(stepSize > 0)) {
      throw new IllegalArgumentException(
          "the target loss and the step size must be positive, got " + loss + " and " + stepSize);
    }
    LossLaw law =
        laws.loss()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "this target has no known loss law: a target loss needs a ball or a"
                            + " Gaussian process as target"));
    List<String> warnings = new ArrayList<>();
    OptionalDouble bare = OptionalDouble.empty();
    if (law.c().value().isPresent()) {
      bare = OptionalDouble.of(Math.pow(law.c().value().getAsDouble() / loss, 1 / law.xi()));
    } else {
      warnings.add("The bare law has no constant: " + law.c().explanation());
    }
    OptionalDouble time = OptionalDouble.empty();
    Optional<FiniteSamplePrediction> finite =
        laws.finiteSample().filter(FiniteSamplePrediction::hasLoss);
    if (finite.isPresent()) {
      FiniteSamplePrediction prediction = finite.get();
      time = descend(t -> prediction.losses(new double[] {t})[0], loss);
    }
    OptionalDouble best = time.isPresent() ? time : bare;
    OptionalDouble steps = OptionalDouble.empty();
    if (best.isPresent()) {
      warn(laws, best.getAsDouble(), warnings);
      steps = OptionalDouble.of(steps(best.getAsDouble(), stepSize, law.xi()));
    }
    return new TimeToLoss(loss, bare, time, stepSize, steps, List.copyOf(warnings));
  }

  /** The t at which a decreasing function falls to {@code level}. */
  private static OptionalDouble descend(DoubleUnaryOperator loss, double level) {
    if (!(loss.applyAsDouble(SHORTEST) > level) || !(loss.applyAsDouble(LONGEST) < level)) {
      return OptionalDouble.empty();
    }
    double low = SHORTEST;
    double high = LONGEST;
    while (high > low * (1 + 1e-9)) {
      double middle = Math.sqrt(low * high);
      if (loss.applyAsDouble(middle) > level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(Math.sqrt(low * high));
  }

  /**
   * Steps k with (loss of flow at η k) × (discrete factor at k) = loss of flow at t: the law's
   * power turns the factor into one of time, η k = t factor^{1/ξ}.
   */
  private static double steps(double time, double stepSize, double xi) {
    double k = Math.max(0.5, time / stepSize);
    for (int i = 0; i < 20; i++) {
      double factor = DiscreteStepCorrection.factor(k, xi);
      k = Math.max(0.5, time / stepSize * Math.pow(factor, 1 / xi));
    }
    return Math.max(1, Math.ceil(k));
  }

  private static void warn(Laws laws, double time, List<String> warnings) {
    if (laws.window().isEmpty()) {
      warnings.add("No validity window is known, because Λ is missing.");
      return;
    }
    ValidityWindow.Range bare = laws.window().get().times();
    ValidityWindow.Range corrected = laws.window().get().correctedTimes();
    if (time < corrected.low()) {
      warnings.add(
          String.format(
              java.util.Locale.ROOT,
              "t = %.3g lies before t = %.3g, where the law sets in: a guess of the order only.",
              time,
              corrected.low()));
    } else if (time > corrected.high()) {
      warnings.add(
          String.format(
              java.util.Locale.ROOT,
              "t = %.3g lies beyond t = %.3g, where the smallest eigenvalues of %d points dominate"
                  + " and no law holds: more points are needed to trust it.",
              time,
              corrected.high(),
              laws.samples()));
    } else if (!bare.contains(time)) {
      warnings.add(
          String.format(
              java.util.Locale.ROOT,
              "The bare law is off by more than 5 %% beyond t = %.3g; the time with the finite-M"
                  + " correction is the one to use.",
              bare.high()));
    }
    if (time / laws.window().get().times().low() < 1e-3) {
      warnings.add("The loss asked for is close to or above the initial loss.");
    }
  }
}
