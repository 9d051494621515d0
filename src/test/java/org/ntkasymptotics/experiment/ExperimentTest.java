package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.linalg.CsvFile;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.report.Law;
import org.ntkasymptotics.report.LawResult;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.report.Summary;

/** Whole paths from a description to a run directory, small. */
class ExperimentTest {
  /** Σ c² against the mean of δf²: M additions and an orthogonal reduction. */
  private static final double ENERGY = 1e-12;

  @TempDir Path dir;

  private static ExperimentConfig config(ExperimentKind kind, String... settings) {
    ConfigSource source = ConfigSource.of(kind);
    for (String setting : settings) {
      source.set(setting);
    }
    return source.config();
  }

  private Outcome run(ExperimentConfig config, String name, Progress progress) {
    Path place = dir.resolve(name);
    RunDirectory directory =
        Files.exists(dir.resolve(name + ".partial")) || Files.exists(place)
            ? RunDirectory.resume(place)
            : RunDirectory.start(place, config.toYaml());
    try (directory) {
      return Experiment.of(config)
          .run(config, new RunContext(directory, progress, "ntk test", "0", "none"));
    }
  }

  private double[] vector(String file) {
    return NpyFile.read(dir.resolve(file)).array();
  }

  @Test
  void aSpectrumGivesTheContractsFilesAndIdentities() {
    ExperimentConfig config =
        config(ExperimentKind.SPECTRUM, "data.samples=300", "target=ball:radius=1.0", "seed=5");
    Outcome outcome = run(config, "spectrum", Progress.NONE);
    double[] lambda = vector("spectrum/eigenvalues.npy");
    double[] c = vector("spectrum/coefficients.npy");
    double[] s = vector("spectrum/partial-sums.npy");
    assertEquals(300, lambda.length);
    double inside = 0;
    RowMatrix points = config.data().draw(config.seeds()).points();
    for (int i = 0; i < 300; i++) {
      inside += Math.hypot(points.get(i, 0), points.get(i, 1)) <= 1 ? 1 : 0;
    }
    assertRelative(inside / 300, s[0], ENERGY, "s0 = mean of the squared residual");
    assertRelative(c[299] * c[299], s[299], ENERGY, "last partial sum");
    CsvFile.Table loss = CsvFile.read(dir.resolve("spectrum/loss.csv"));
    assertEquals(List.of("t", "loss", "predicted"), loss.names());
    assertTrue(loss.values().get(0, 1) < s[0] / 2);
    for (String file : List.of("experiment.yaml", "summary.json", "report.html")) {
      assertTrue(Files.exists(dir.resolve("spectrum").resolve(file)), file);
    }
    Summary read =
        Summary.parse(outcome.summary().toJson(), dir.resolve("spectrum").resolve("summary.json"));
    LawResult eigenvalues = read.cases().get(0).laws().get(0);
    assertEquals(Law.EIGENVALUES, eigenvalues.law());
    assertEquals(1.5, eigenvalues.theory().exponent().value(), 0);
    assertTrue(eigenvalues.fit().exponent().hasInterval());
  }

  @Test
  void productsAloneTellWhatTheMatrixDoes() {
    String[] problem = {"data.samples=450", "target=[gp, 'ball:radius=1.0']", "seed=2"};
    String[] free = Arrays.copyOf(problem, 5);
    free[3] = "spectrum.matrix-free={enabled: true, steps: 30, probes: 6}";
    free[4] = "spectrum.data-sets=2";
    run(config(ExperimentKind.SPECTRUM, problem), "exact", Progress.NONE);
    ExperimentConfig config = config(ExperimentKind.SPECTRUM, free);
    Outcome outcome = run(config, "free", Progress.NONE);
    for (String target : List.of("gp", "ball")) {
      double[] exact = vector("exact/" + target + "/eigenvalues.npy");
      double[] c = vector("exact/" + target + "/coefficients.npy");
      double[] sums = vector("exact/" + target + "/partial-sums.npy");
      double[] lambda = vector("free/" + target + "/eigenvalues.npy");
      double[] errors = vector("free/" + target + "/residual-norms.npy");
      double[] s = vector("free/" + target + "/partial-sums.npy");
      assertTrue(lambda.length >= 30, "leading: " + lambda.length);
      for (int n = 0; n < lambda.length; n++) {
        assertEquals(exact[n], lambda[n], errors[n] + 1e-13 * exact[0], "eigenvalue " + n);
      }
      assertRelative(sums[0], s[0], ENERGY, "the whole energy");
      CsvFile.Table loss = CsvFile.read(dir.resolve("free/" + target + "/loss.csv"));
      assertEquals(List.of("t", "loss", "error", "predicted"), loss.names());
      for (int k = 0; k < loss.values().rows(); k++) {
        double direct = 0;
        for (int n = 0; n < c.length; n++) {
          direct += c[n] * c[n] * Math.exp(-2 * exact[n] * loss.values().get(k, 0)) / 2;
        }
        double error = loss.values().get(k, 2);
        assertEquals(direct, loss.values().get(k, 1), error + 1e-9 * direct, "row " + k);
        assertTrue(error <= 0.01 * direct, "as accurate as asked for");
      }
      CsvFile.Table counts = CsvFile.read(dir.resolve("free/" + target + "/counting.csv"));
      assertEquals(List.of("lambda", "count", "error"), counts.names());
    }
    assertEquals(2, outcome.summary().cases().size());
    assertTrue(outcome.remarks().get(0).contains("largest eigenvalues"));
  }

  @Test
  void anInterruptedIterationGoesOnToTheSameBits() {
    String[] settings = {
      "data.samples=300",
      "target=ball:radius=1.0",
      "spectrum.data-sets=2",
      "spectrum.matrix-free={enabled: true, steps: 12, probes: 4, accuracy: 0}",
      "spectrum.matrix-free.time-limit=0"
    };
    ExperimentConfig config = config(ExperimentKind.SPECTRUM, settings);
    run(config, "whole", Progress.NONE);
    class Interruption extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
    Progress interrupting =
        (stage, fraction, detail) -> {
          if (detail.contains("data-set-1, 7 of")) {
            throw new Interruption();
          }
        };
    assertThrows(Interruption.class, () -> run(config, "parts", interrupting));
    assertTrue(Files.exists(dir.resolve("parts.partial/spectra/data-set-1/block-7.npy")));
    settings[4] = "spectrum.matrix-free.time-limit=1e-9s";
    Outcome limited = run(config(ExperimentKind.SPECTRUM, settings), "parts", Progress.NONE);
    assertTrue(limited.remarks().get(1).contains("data-set-1 after 7 of at most 12 products"));
    assertTrue(Files.exists(dir.resolve("parts/report.html")));
    List<String> resumedFrom = new ArrayList<>();
    run(config, "parts", (stage, fraction, detail) -> resumedFrom.add(detail));
    assertTrue(resumedFrom.stream().anyMatch(d -> d.startsWith("data-set-1, 7 of at most 12")));
    assertTrue(resumedFrom.stream().noneMatch(d -> d.startsWith("data-set-1, 6 of")));
    for (String file :
        List.of("eigenvalues.npy", "partial-sums.npy", "spectra/data-set-1/tridiagonal.npy")) {
      assertArrayEquals(vector("whole/" + file), vector("parts/" + file), file);
    }
    assertFalse(Files.exists(dir.resolve("parts/spectra/data-set-1/block-7.npy")));
    assertFalse(Files.exists(dir.resolve("parts/unfinished.txt")));
  }

  @Test
  void theSameDescriptionGivesTheSameNumbers() {
    ExperimentConfig first =
        config(
            ExperimentKind.SPECTRUM, "data.samples=200", "target=gp:width=500", "kernel=relu-ntk");
    run(first, "one", Progress.NONE);
    ExperimentConfig again = ExperimentConfig.read(dir.resolve("one/experiment.yaml"));
    assertEquals(first, again);
    run(again, "two", Progress.NONE);
    assertArrayEquals(vector("one/eigenvalues.npy"), vector("two/eigenvalues.npy"), 0.0);
    assertArrayEquals(vector("one/coefficients.npy"), vector("two/coefficients.npy"), 0.0);
  }

  /** Stops a run where the progress listener throws, as a killed process would stop. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void anInterruptedRunGoesOnWhereItWas() throws Exception {
    ExperimentConfig config =
        config(
            ExperimentKind.SPECTRUM,
            "data.samples=200",
            "spectrum.data-sets=3",
            "target=ball:radius=1.0");
    run(config, "whole", Progress.NONE);
    Progress stopping =
        (stage, fraction, detail) -> {
          if (detail.startsWith("data set 3")) {
            throw new Stop();
          }
        };
    assertThrows(Stop.class, () -> run(config, "broken", stopping));
    assertFalse(Files.exists(dir.resolve("broken")));
    Path kept = dir.resolve("broken.partial/spectra/data-set-0/eigenvalues.npy");
    java.nio.file.attribute.FileTime measured = Files.getLastModifiedTime(kept);
    run(config, "broken", Progress.NONE);
    assertEquals(
        measured,
        Files.getLastModifiedTime(dir.resolve("broken/spectra/data-set-0/eigenvalues.npy")));
    assertArrayEquals(vector("whole/eigenvalues.npy"), vector("broken/eigenvalues.npy"), 0.0);
    assertArrayEquals(
        vector("whole/spectra/data-set-2/eigenvalues.npy"),
        vector("broken/spectra/data-set-2/eigenvalues.npy"),
        0.0);
  }

  @Test
  void trainingStartsFromExactlyTheResidualAndDescends() {
    ExperimentConfig config =
        config(
            ExperimentKind.TRAIN,
            "data.samples=150",
            "training.width=100",
            "training.steps=200",
            "target=ball:radius=1.0");
    run(config, "train", Progress.NONE);
    double[] losses = CsvFile.read(dir.resolve("train/loss.csv")).column(1);
    for (int k = 1; k < losses.length; k++) {
      assertTrue(losses[k] < losses[k - 1], "record " + k);
    }
    assertFalse(Files.exists(dir.resolve("train/training-0.state")));
  }

  @Test
  void withoutBiasesTheSpectrumIsMeasuredAndTheorySaysNothing() {
    ExperimentConfig config =
        config(
            ExperimentKind.SPECTRUM,
            "data.samples=200",
            "kernel.sigma-b=0",
            "target=ball:radius=1.0");
    Outcome outcome = run(config, "bias", Progress.NONE);
    assertFalse(outcome.summary().cases().get(0).laws().get(0).theory().exponent().exists());
    assertTrue(
        outcome.page().caveats().stream().anyMatch(t -> t.contains("σ_b > 0")),
        () -> outcome.page().caveats().toString());
  }

  @Test
  void aFileOfAPowerLawIsFitted() throws Exception {
    StringBuilder text = new StringBuilder("t,loss\n");
    for (int k = 0; k <= 200; k++) {
      double t = Math.pow(10, k / 50.0);
      text.append(t).append(',').append(3 * Math.pow(t, -0.7)).append('\n');
    }
    Path file = Files.writeString(dir.resolve("series.csv"), text);
    Outcome outcome = run(config(ExperimentKind.FIT, "series.file=" + file), "fit", Progress.NONE);
    LawResult law = outcome.summary().cases().get(0).laws().get(0);
    assertRelative(0.7, law.fit().exponent().value(), 1e-9, "exponent");
    assertRelative(3, law.fit().constant().value(), 1e-8, "constant");
  }

  @Test
  void lawsAnswerWithoutMeasuring() {
    Outcome outcome =
        run(
            config(
                ExperimentKind.LAWS,
                "data.samples=500",
                "target=ball:radius=1.0",
                "laws.target-loss=0.01"),
            "laws",
            Progress.NONE);
    double[] exponents =
        outcome.summary().cases().get(0).laws().stream()
            .mapToDouble(l -> l.theory().exponent().value())
            .toArray();
    assertArrayEquals(new double[] {1.5, 0.5, 1.0 / 3}, exponents, 1e-15);
    assertTrue(
        Arrays.stream(outcome.remarks().toArray())
            .anyMatch(r -> r.toString().contains("is reached at t =")));
  }

  /**
   * What the table has no room for: errors, the reason for a missing constant, caveats, the width.
   */
  @Test
  void lawsSayHowGoodTheyAreAndWhyNot() {
    String process =
        String.join("\n", laws("data.mixture.d=3", "target=gp", "training.width=3000"));
    assertTrue(process.matches("(?s)Λ = [0-9.]+ ± [0-9.e-]+ \\(standard error\\), by .*"), process);
    assertTrue(process.contains("\nC = ") && process.contains("N = 3000 neurons"), process);
    String missing = String.join("\n", laws("target=gp", "kernel=laplace:length=1.0"));
    assertTrue(missing.contains("No K and no C: with Gaussian tails"), missing);
    assertTrue(missing.contains("beyond the outermost points"), missing);
    assertFalse(missing.contains("neurons"), missing);
  }

  private List<String> laws(String... settings) {
    return run(config(ExperimentKind.LAWS, settings), "laws-" + settings[0], Progress.NONE)
        .remarks();
  }
}
