package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LogGrid;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * What was measured on one data set: the spectrum, and every residual's coefficients.
 *
 * @param data the points (M, d)
 * @param residuals δf of each target, length M each
 * @param spectrum λ
 * @param coefficients c of each target
 */
public record SpectralSample(
    Dataset data, List<double[]> residuals, Spectrum spectrum, List<Coefficients> coefficients)
    implements MeasuredSample {

  /** Copies the lists. */
  public SpectralSample {
    residuals = List.copyOf(residuals);
    coefficients = List.copyOf(coefficients);
  }

  /** Assembles the matrix and decomposes it, without eigenvectors. */
  public static SpectralSample measure(
      Backend backend, NtkKernel kernel, Dataset data, List<double[]> residuals) {
    try (BackendMatrix gram = backend.gram(kernel, data.points())) {
      Modes modes = backend.modes(gram, stacked(residuals, data.samples()));
      List<Coefficients> coefficients = new ArrayList<>();
      for (int k = 0; k < residuals.size(); k++) {
        coefficients.add(new Coefficients(modes.coefficients().row(k)));
      }
      Spectrum spectrum = spectrum(modes.values(), backend.info().precision());
      return new SpectralSample(data, residuals, spectrum, coefficients);
    }
  }

  /** Eigenvalues with what their precision resolves. */
  static Spectrum spectrum(double[] values, Precision precision) {
    return precision == Precision.SINGLE ? Spectrum.inSingle(values) : new Spectrum(values);
  }

  private static RowMatrix stacked(List<double[]> residuals, int samples) {
    return residuals.isEmpty()
        ? RowMatrix.zeros(0, samples)
        : RowMatrix.of(residuals.toArray(double[][]::new));
  }

  @Override
  public Series eigenvalues() {
    return Series.ofEigenvalues(
        Arrays.copyOf(spectrum.values(), Math.max(1, spectrum.countAboveFloor())));
  }

  @Override
  public Series partialSums(int target) {
    return Series.ofPartialSums(
        Arrays.copyOf(
            coefficients.get(target).partialSums(), Math.max(2, spectrum.countAboveFloor())));
  }

  @Override
  public double[] times(int target, int perDecade) {
    return LogGrid.covering(spectrum, perDecade);
  }

  @Override
  public LossCurve loss(int target, double[] times) {
    return LossCurve.ofModes(spectrum, coefficients.get(target), times);
  }

  @Override
  public LossCurve stepLoss(int target, double stepSize, long[] steps) {
    return LossCurve.ofSteps(spectrum, coefficients.get(target), stepSize, steps);
  }
}
