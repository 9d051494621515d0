package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * Spectra kept in the run directory as they are measured, so that a resumed run does not measure
 * them again: {@code PREFIX/eigenvalues.npy} and {@code PREFIX/coefficients-K.npy}. Points and
 * residuals are drawn again from their seeds.
 *
 * @param directory of the run
 * @param prefix folder of this study
 * @param precision of its eigenvalues
 */
record StagedSamples(RunDirectory directory, String prefix, Precision precision) {

  /** The sample kept under a name, or else the one measured now and kept. */
  SpectralSample keep(
      String name, Dataset data, List<double[]> residuals, Supplier<SpectralSample> measure) {
    String values = piece(name, "eigenvalues");
    if (directory.has(values) && hasAll(name, residuals.size())) {
      List<Coefficients> coefficients = new ArrayList<>();
      for (int k = 0; k < residuals.size(); k++) {
        coefficients.add(new Coefficients(directory.readVector(coefficients(name, k))));
      }
      Spectrum spectrum = SpectralSample.spectrum(directory.readVector(values), precision);
      if (spectrum.size() == data.samples()) {
        return new SpectralSample(data, residuals, spectrum, coefficients);
      }
    }
    SpectralSample sample = measure.get();
    for (int k = 0; k < residuals.size(); k++) {
      directory.writeVector(coefficients(name, k), sample.coefficients().get(k).values());
    }
    directory.writeVector(values, sample.spectrum().values());
    return sample;
  }

  private boolean hasAll(String name, int targets) {
    for (int k = 0; k < targets; k++) {
      if (!directory.has(coefficients(name, k))) {
        return false;
      }
    }
    return true;
  }

  private String coefficients(String name, int target) {
    return piece(name, "coefficients-" + target);
  }

  private String piece(String name, String what) {
    return prefix + "/" + name + "/" + what + ".npy";
  }
}
