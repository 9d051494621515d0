package org.ntkasymptotics.theory;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The training time predicted to reach a loss.
 *
 * @param loss the loss asked for
 * @param bareTime t with C t^−ξ = loss, empty where C is missing
 * @param time t with the finite-M prediction of the loss (bare law where M is unknown), empty if
 *     the prediction never gets there
 * @param stepSize η used for the number of steps
 * @param steps t/η, with the discrete-step correction, empty where {@code time} is
 * @param warnings plain sentences, such as the time lying outside of the validity window
 */
public record TimeToLoss(
    double loss,
    OptionalDouble bareTime,
    OptionalDouble time,
    double stepSize,
    OptionalDouble steps,
    List<String> warnings) {}
