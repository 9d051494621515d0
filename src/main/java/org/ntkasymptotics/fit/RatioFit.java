package org.ntkasymptotics.fit;

import java.util.List;

/**
 * Measured over predicted along a window: the comparison with theory that says more than a free
 * exponent.
 *
 * @param mean geometric mean over the window, every logarithmic bin counting the same
 * @param median median over the bins of the data sets' geometric mean
 * @param scatter standard deviation of ln(ratio) between bins
 * @param curve the ratio (geometric mean of the data sets) at the logarithmic bins of all the data,
 *     inside the window and outside
 * @param window of the numbers above
 * @param sensitivity the mean over this and other windows, this one first
 * @param basis where the statistical part comes from, in words
 * @param notes what was left out and what to distrust, in words; may be empty
 */
public record RatioFit(
    Estimate mean,
    double median,
    double scatter,
    Series curve,
    FitWindow window,
    List<WindowRatio> sensitivity,
    String basis,
    List<String> notes) {

  /** With a further systematic error of ln(mean); see {@link PowerLawFit#widened}. */
  public RatioFit widened(double lnMean) {
    return new RatioFit(
        mean.widenedInLog(lnMean), median, scatter, curve, window, sensitivity, basis, notes);
  }

  /**
   * One line of the sensitivity table.
   *
   * @param window the window
   * @param mean geometric mean over it
   * @param points logarithmic bins used (of the first series)
   */
  public record WindowRatio(FitWindow window, double mean, int points) {}
}
