package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * Spectra kept in the run directory as they are measured, so that a resumed run does not measure
 * them again: {@code PREFIX/eigenvalues.npy} and {@code PREFIX/coefficients-K.npy}. Points and
 * residuals are drawn or read again, and have to be those that were measured: {@link StagedInputs}.
 *
 * @param directory of the run
 * @param prefix folder of this study
 * @param precision of its eigenvalues
 * @param kernel Θ
 * @param notes is told of files that are damaged, one line each
 */
record StagedSamples(
    RunDirectory directory,
    String prefix,
    Precision precision,
    NtkKernel kernel,
    Consumer<String> notes) {

  /** The sample kept under a name, or else the one measured now and kept. */
  SpectralSample keep(
      String name, Dataset data, List<double[]> residuals, Supplier<SpectralSample> measure) {
    StagedInputs inputs = StagedInputs.of(directory, prefix + "/" + name, kernel, data, residuals);
    Optional<SpectralSample> kept =
        inputs.areKept() ? kept(name, data, residuals) : Optional.empty();
    return kept.orElseGet(
        () -> {
          SpectralSample sample = measure.get();
          write(name, sample);
          inputs.keep();
          return sample;
        });
  }

  /** Whole, or measured again: a disk may have lost the end of what it had promised to keep. */
  private Optional<SpectralSample> kept(String name, Dataset data, List<double[]> residuals) {
    String values = piece(name, "eigenvalues");
    if (!directory.has(values) || !hasAll(name, residuals.size())) {
      return Optional.empty();
    }
    try {
      List<Coefficients> coefficients = new ArrayList<>();
      for (int k = 0; k < residuals.size(); k++) {
        coefficients.add(new Coefficients(directory.readVector(coefficients(name, k))));
      }
      Spectrum spectrum = SpectralSample.spectrum(directory.readVector(values), precision);
      boolean fits =
          spectrum.size() == data.samples()
              && coefficients.stream().allMatch(c -> c.size() == data.samples());
      return fits
          ? Optional.of(new SpectralSample(data, residuals, spectrum, coefficients))
          : Optional.empty();
    } catch (InvalidDataException e) {
      notes.accept(e.getMessage() + "; it is measured again");
      return Optional.empty();
    }
  }

  private void write(String name, SpectralSample sample) {
    for (int k = 0; k < sample.coefficients().size(); k++) {
      directory.writeVector(coefficients(name, k), sample.coefficients().get(k).values());
    }
    directory.writeVector(piece(name, "eigenvalues"), sample.spectrum().values());
  }

  /** Samples measured through their matrix, unless they are kept. */
  MeasuredSample.Measurement dense(Backend backend) {
    return (name, data, residuals) ->
        keep(name, data, residuals, () -> SpectralSample.measure(backend, kernel, data, residuals));
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
