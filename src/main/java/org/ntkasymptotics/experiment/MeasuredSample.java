package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.spectrum.LossCurve;

/** What was measured of the spectrum on one data set, as laws speak of it. */
public interface MeasuredSample {

  /** The points (M, d). */
  Dataset data();

  /** δf of each target, length M each. */
  List<double[]> residuals();

  /** λₙ against n + ½ for some n from 0, as far as they are known. */
  Series eigenvalues();

  /** sₙ of a target against n ≥ 1, as far as they are known. */
  Series partialSums(int target);

  /** Times on which a target's loss goes from its start to where it is not known any more. */
  double[] times(int target, int perDecade);

  /** L(t) of gradient flow. */
  LossCurve loss(int target, double[] times);

  /** L after steps of gradient descent. */
  LossCurve stepLoss(int target, double stepSize, long[] steps);

  /**
   * The same sample as it might have been measured as well, within the errors that the measurement
   * has of its own; none if it is exact.
   */
  default List<MeasuredSample> draws() {
    return List.of();
  }

  /** How a sample is measured. */
  @FunctionalInterface
  interface Measurement {
    /**
     * Measures, or reads what was measured before an interruption.
     *
     * @param name of the sample within its study
     * @param residuals δf of each target
     */
    MeasuredSample of(String name, Dataset data, List<double[]> residuals);
  }
}
