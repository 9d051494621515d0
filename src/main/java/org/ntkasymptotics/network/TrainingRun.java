package org.ntkasymptotics.network;

/**
 * What a training run measured.
 *
 * @param stepSize η used
 * @param lambdaMax largest eigenvalue of the network's own kernel/M at initialisation, as found by
 *     power iteration (from below)
 * @param steps steps done
 * @param times t = η k at the records, ascending, starting with 0
 * @param losses L at those times
 * @param network the trained network
 * @param secondsPerStep mean wall time of a step
 */
public record TrainingRun(
    double stepSize,
    double lambdaMax,
    long steps,
    double[] times,
    double[] losses,
    FiniteNetwork network,
    double secondsPerStep) {}
