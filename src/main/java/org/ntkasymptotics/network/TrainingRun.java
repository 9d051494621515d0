package org.ntkasymptotics.network;

/**
 * What a training run measured.
 *
 * @param stepSize η used
 * @param steps steps done
 * @param times t = η k at the records, ascending, starting with 0
 * @param losses L at those times
 * @param secondsPerStep mean wall time of a step
 */
public record TrainingRun(
    double stepSize, long steps, double[] times, double[] losses, double secondsPerStep) {}
