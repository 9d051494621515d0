package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.random.Seeds;

/**
 * An experiment, described completely: no default is left open, so the same record gives the same
 * numbers. Read by {@link ConfigSource}, written by {@link #toYaml()}.
 *
 * @param kind what to do; sections that it does not use hold their defaults
 * @param data where the points come from and how many
 * @param kernel Θ; its σ_w and σ_b are also those of the trained network
 * @param targets the initial errors δf; empty: eigenvalues only
 * @param training how to train a finite network
 * @param spectrum how the spectrum is taken
 * @param laws what theory is asked beyond the laws themselves
 * @param fit how power laws are fitted
 * @param series the series to fit, present if and only if {@code kind} is FIT
 * @param figure which figure, present if and only if {@code kind} is FIGURE
 * @param backend which machine
 * @param seed root of all random streams
 */
public record ExperimentConfig(
    ExperimentKind kind,
    DataConfig data,
    NtkKernel kernel,
    List<Target> targets,
    TrainingConfig training,
    SpectrumConfig spectrum,
    LawsConfig laws,
    FitConfig fit,
    Optional<SeriesConfig> series,
    Optional<FigureConfig> figure,
    BackendConfig backend,
    long seed) {

  /** The seed unless said otherwise. */
  public static final long DEFAULT_SEED = 1;

  public ExperimentConfig {
    targets = List.copyOf(targets);
  }

  /** Everything at its default. */
  public static ExperimentConfig defaults(ExperimentKind kind) {
    return ConfigSource.of(kind).config();
  }

  /**
   * Reads an experiment file.
   *
   * @throws ConfigException if it cannot be used
   */
  public static ExperimentConfig read(Path file) {
    return ConfigSource.from(file).config();
  }

  /** The random streams. */
  public Seeds seeds() {
    return new Seeds(seed);
  }

  /** The machine, and the precision of its matrices. */
  public BackendOptions backendOptions() {
    return new BackendOptions(
        backend.choice(),
        backend.threads(),
        backend.devices(),
        backend.cudaLibs(),
        spectrum.precision());
  }

  /** The file that {@link #read} turns into an equal record, every default written out. */
  public String toYaml() {
    return ConfigWriter.write(this);
  }

  /** With other points. */
  public ExperimentConfig withData(DataConfig other) {
    return new ExperimentConfig(
        kind, other, kernel, targets, training, spectrum, laws, fit, series, figure, backend, seed);
  }

  /** With another kernel. */
  public ExperimentConfig withKernel(NtkKernel other) {
    return new ExperimentConfig(
        kind, data, other, targets, training, spectrum, laws, fit, series, figure, backend, seed);
  }

  /** With other initial errors. */
  public ExperimentConfig withTargets(List<Target> other) {
    return new ExperimentConfig(
        kind, data, kernel, other, training, spectrum, laws, fit, series, figure, backend, seed);
  }

  /** With other training. */
  public ExperimentConfig withTraining(TrainingConfig other) {
    return new ExperimentConfig(
        kind, data, kernel, targets, other, spectrum, laws, fit, series, figure, backend, seed);
  }

  /** With another way to take the spectrum. */
  public ExperimentConfig withSpectrum(SpectrumConfig other) {
    return new ExperimentConfig(
        kind, data, kernel, targets, training, other, laws, fit, series, figure, backend, seed);
  }

  /** As another kind of experiment; a series or figure is dropped. */
  public ExperimentConfig withKind(ExperimentKind other) {
    return new ExperimentConfig(
        other,
        data,
        kernel,
        targets,
        training,
        spectrum,
        laws,
        fit,
        Optional.empty(),
        Optional.empty(),
        backend,
        seed);
  }

  /** On another machine. */
  public ExperimentConfig withBackend(BackendConfig other) {
    return new ExperimentConfig(
        kind, data, kernel, targets, training, spectrum, laws, fit, series, figure, other, seed);
  }

  /** With another seed. */
  public ExperimentConfig withSeed(long other) {
    return new ExperimentConfig(
        kind, data, kernel, targets, training, spectrum, laws, fit, series, figure, backend, other);
  }
}
