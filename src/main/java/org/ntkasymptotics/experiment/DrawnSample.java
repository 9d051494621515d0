package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.krylov.KrylovSpectrum;
import org.ntkasymptotics.spectrum.LossCurve;

/**
 * A sample as it might have been measured as well.
 *
 * @param measured the sample, whose places are kept
 * @param spectrum drawn within its errors
 */
record DrawnSample(KrylovSample measured, KrylovSpectrum spectrum) implements MeasuredSample {

  @Override
  public Dataset data() {
    return measured.data();
  }

  @Override
  public List<double[]> residuals() {
    return measured.residuals();
  }

  @Override
  public Series eigenvalues() {
    return KrylovSample.eigenvalues(spectrum, measured.indices());
  }

  @Override
  public Series partialSums(int target) {
    return KrylovSample.partialSums(spectrum, target, measured.indices(target));
  }

  @Override
  public double[] times(int target, int perDecade) {
    return measured.times(target, perDecade);
  }

  @Override
  public LossCurve loss(int target, double[] times) {
    return spectrum.lossCurve(target, times);
  }

  @Override
  public LossCurve stepLoss(int target, double stepSize, long[] steps) {
    return measured.stepLoss(target, stepSize, steps);
  }
}
