package org.ntkasymptotics.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.MatrixFreeConfig;
import org.ntkasymptotics.linalg.PanelProducts;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * What an estimate of a spectrum from products will take at most.
 *
 * @param samples M
 * @param targets number of residuals
 * @param steps products on the whole data set
 * @param dataSets number of whole data sets
 * @param config probes, halves, time limit
 */
record KrylovPlan(int samples, int targets, int steps, int dataSets, MatrixFreeConfig config) {
  /** Of the Java heap, for the basis. */
  private static final double SHARE = 0.8;

  static KrylovPlan of(ExperimentConfig config, int samples) {
    MatrixFreeConfig free = config.spectrum().matrixFree();
    int targets = config.targets().size();
    int steps = Math.min(free.steps(), samples / (targets + free.probes()) - 1);
    return new KrylovPlan(samples, targets, steps, config.spectrum().dataSets(), free);
  }

  /** Vectors of a product, residuals and probes. */
  int width() {
    return targets + config.probes();
  }

  /** What all data sets and halves cost: eight halves a quarter each. */
  static double wholes(int dataSets, MatrixFreeConfig free) {
    return dataSets == 1 && free.halves() ? 3 : dataSets;
  }

  /** Of memory: the basis and what is multiplied. */
  long bytes() {
    return bytes(steps);
  }

  private long bytes(int some) {
    long rows = (width() + PanelProducts.ROWS - 1L) / PanelProducts.ROWS * PanelProducts.ROWS;
    return 8L * samples * ((some + 1L) * rows + 4L * width());
  }

  /**
   * Of disk: a basis until its iteration is through, and with a time limit those of all data sets,
   * or of the one and its eight halves, for going on.
   */
  long diskBytes() {
    double bases = config.timeLimit() > 0 ? dataSets + (hasHalves() ? 4 : 0) : 1;
    return (long) (8.0 * samples * (steps + 1.0) * width() * bases);
  }

  private boolean hasHalves() {
    return dataSets == 1 && config.halves();
  }

  /** Bytes that plans may take together. */
  static double heap() {
    return SHARE * Runtime.getRuntime().maxMemory();
  }

  /**
   * Returns this plan if it can be carried out.
   *
   * @throws IllegalArgumentException otherwise, naming the number of steps that can
   */
  KrylovPlan orRefuse() {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "matrix-free with M = "
              + samples
              + ": expected at least "
              + 2 * width()
              + " points for "
              + width()
              + " residuals and probes; without --matrix-free all eigenvalues are exact");
    }
    RowMatrix.requireSize(width() + 2L * PanelProducts.ROWS, samples);
    double heap = heap();
    if (bytes() > heap) {
      int fitting = 0;
      while (bytes(fitting + 1) <= heap) {
        fitting++;
      }
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "matrix-free with M = %d, %d steps and %d vectors needs %.1f GiB of the Java heap, which"
                  + " has %.1f GiB for it: %d steps would fit, or raise NTK_HEAP",
              samples,
              steps,
              width(),
              gibibytes(bytes()),
              heap / 0x1p30,
              fitting));
    }
    return this;
  }

  /**
   * Refuses what a run that begins now cannot do.
   *
   * @param directory where its files will lie
   * @throws IllegalArgumentException if disk or time are too short
   */
  void requireRoom(Path directory, KrylovCost cost) {
    double least = wholes(dataSets, config) * MatrixFreeConfig.LEAST_STEPS * cost.product();
    if (config.timeLimit() > 0 && config.timeLimit() < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "time-limit: %d products%s take about %s, so expected more than %s%s",
              MatrixFreeConfig.LEAST_STEPS,
              also(),
              Durations.text(least),
              Durations.text(config.timeLimit()),
              hasHalves() ? "; --no-halves takes a third" : ""));
    }
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      if (free < diskBytes()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "matrix-free keeps up to %.1f GiB in %s, where %.1f GiB are free: choose another"
                    + " --out, or fewer --steps or --probes",
                gibibytes(diskBytes()),
                InputCheck.shown(directory),
                gibibytes(free)));
      }
    } catch (IOException e) {
      // A disk that does not say what is free may have enough.
      return;
    }
  }

  /** In words. */
  List<String> lines(KrylovCost cost) {
    double all = wholes(dataSets, config) * steps * cost.step();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "matrix-free: M = %d, at most %d products with %d vectors (%d of residuals, %d probes),"
                + " about %s each (%s of it to keep them orthogonal); in all%s at most about %s",
            samples,
            steps,
            width(),
            targets,
            config.probes(),
            Durations.text(cost.step()),
            Durations.text(cost.orthogonalisation()),
            also(),
            Durations.text(all)));
    lines.add(
        String.format(
            Locale.ROOT,
            "matrix-free: the vectors of all products take %.2g GiB of memory, of %.2g GiB, and up to"
                + " %.2g GiB of disk%s",
            gibibytes(bytes()),
            gibibytes(Runtime.getRuntime().maxMemory()),
            gibibytes(diskBytes()),
            config.timeLimit() > 0 ? "" : " until they are through"));
    if (config.timeLimit() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "matrix-free: the limit of %s allows about %.0f of the %d products%s",
              Durations.text(config.timeLimit()),
              Math.min(1, config.timeLimit() / all) * steps,
              steps,
              hasHalves() ? " of the whole and of each half" : ""));
    }
    return lines;
  }

  private String also() {
    if (dataSets > 1) {
      return " for each of " + dataSets + " data sets";
    }
    return hasHalves() ? " with those of eight halves, each a quarter of it," : "";
  }

  private static double gibibytes(long bytes) {
    return bytes / 0x1p30;
  }
}
