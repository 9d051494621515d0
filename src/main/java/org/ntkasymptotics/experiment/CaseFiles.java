package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.krylov.CountingFunction;
import org.ntkasymptotics.krylov.KrylovSpectrum;
import org.ntkasymptotics.network.NetworkFile;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.report.RunDirectory;

/** A case's vectors and curves as files of the run directory. */
final class CaseFiles {
  private CaseFiles() {}

  /**
   * Writes {@code eigenvalues.npy}, {@code coefficients.npy}, {@code partial-sums.npy}, {@code
   * loss.csv}, {@code loss-trained.csv} and {@code network.npz}, as far as the case has them.
   *
   * @param prefix "" or a folder's name and a slash
   */
  static void write(RunDirectory directory, String prefix, CaseStudy study) {
    study.spectrum().ifPresent(s -> directory.writeVector(prefix + "eigenvalues.npy", s.values()));
    study
        .coefficients()
        .ifPresent(
            c -> {
              directory.writeVector(prefix + "coefficients.npy", c.values());
              directory.writeVector(prefix + "partial-sums.npy", c.partialSums());
            });
    study.estimate().ifPresent(e -> estimate(directory, prefix, e));
    study.training().ifPresent(t -> network(directory, prefix, t));
    boolean both = study.loss().isPresent();
    study
        .loss()
        .ifPresent(
            l ->
                curve(
                    directory,
                    prefix + "loss.csv",
                    l.times(),
                    l.losses(),
                    study.estimate().map(e -> e.bounds(e.shown(), l.times()).errors()),
                    predicted(study, Kind.SPECTRAL_LOSS)));
    study
        .training()
        .ifPresent(
            t ->
                curve(
                    directory,
                    prefix + (both ? "loss-trained.csv" : "loss.csv"),
                    t.times(),
                    t.losses(),
                    Optional.empty(),
                    predicted(study, Kind.TRAINED_LOSS)));
  }

  /** The trained network, as {@code empirical:} and NumPy read it. */
  private static void network(RunDirectory directory, String prefix, TrainingRun run) {
    directory.write(prefix + NetworkFile.NAME, path -> NetworkFile.write(path, run.network()));
  }

  private static Optional<double[]> predicted(CaseStudy study, Kind kind) {
    return study.comparison(kind).flatMap(LawComparison::predicted).map(s -> s.y());
  }

  /**
   * {@code eigenvalues.npy} and {@code residual-norms.npy} of the eigenvalues that are known one by
   * one, {@code coefficients.npy} and {@code partial-sums.npy} likewise, {@code counting.csv} with
   * N(λ) and its standard error at every node.
   */
  private static void estimate(RunDirectory directory, String prefix, KrylovSample sample) {
    KrylovSpectrum spectrum = sample.spectrum();
    directory.writeVector(prefix + "eigenvalues.npy", spectrum.eigenvalues());
    directory.writeVector(prefix + "residual-norms.npy", spectrum.residualNorms());
    if (sample.shown() >= 0) {
      directory.writeVector(prefix + "coefficients.npy", spectrum.coefficients(sample.shown()));
      directory.writeVector(
          prefix + "partial-sums.npy",
          IntStream.range(0, spectrum.leading())
              .mapToDouble(n -> spectrum.partialSum(sample.shown(), n))
              .toArray());
    }
    CountingFunction counts =
        spectrum.counts().upTo(Math.max(spectrum.leading(), spectrum.lastIndex()));
    directory.writeTable(
        prefix + "counting.csv",
        List.of("lambda", "count", "error"),
        counts.lambda(),
        counts.count(),
        counts.error());
  }

  /** Nothing is predicted at t = 0: the columns then start at the first positive time. */
  private static void curve(
      RunDirectory directory,
      String name,
      double[] times,
      double[] losses,
      Optional<double[]> errors,
      Optional<double[]> predicted) {
    int from = predicted.map(p -> times.length - p.length).orElse(0);
    List<String> names = new ArrayList<>(List.of("t", "loss"));
    List<double[]> columns = new ArrayList<>();
    columns.add(Arrays.copyOfRange(times, from, times.length));
    columns.add(Arrays.copyOfRange(losses, from, losses.length));
    if (errors.isPresent()) {
      names.add("error");
      columns.add(Arrays.copyOfRange(errors.get(), from, times.length));
    }
    if (predicted.isPresent()) {
      names.add("predicted");
      columns.add(predicted.get());
    }
    directory.writeTable(name, names, columns.toArray(double[][]::new));
  }
}
