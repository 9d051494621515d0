package org.ntkasymptotics.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.experiment.LawComparison.Kind;
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
                    predicted(study, Kind.TRAINED_LOSS)));
  }

  /** The trained network, as {@code empirical:} and NumPy read it. */
  private static void network(RunDirectory directory, String prefix, TrainingRun run) {
    directory.write(prefix + NetworkFile.NAME, path -> NetworkFile.write(path, run.network()));
  }

  private static Optional<double[]> predicted(CaseStudy study, Kind kind) {
    return study.comparison(kind).flatMap(LawComparison::predicted).map(s -> s.y());
  }

  /** Nothing is predicted at t = 0: the column then starts at the first positive time. */
  private static void curve(
      RunDirectory directory,
      String name,
      double[] times,
      double[] losses,
      Optional<double[]> predicted) {
    if (predicted.isEmpty()) {
      directory.writeTable(name, List.of("t", "loss"), times, losses);
      return;
    }
    int from = times.length - predicted.get().length;
    directory.writeTable(
        name,
        List.of("t", "loss", "predicted"),
        Arrays.copyOfRange(times, from, times.length),
        Arrays.copyOfRange(losses, from, losses.length),
        predicted.get());
  }
}
