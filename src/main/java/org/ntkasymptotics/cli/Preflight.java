package org.ntkasymptotics.cli;

import java.nio.file.Path;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.PointsFile;
import org.ntkasymptotics.data.ResidualFile;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;

/** What can be wrong with an experiment is found here, before any long work. */
final class Preflight {
  private Preflight() {}

  /**
   * Checks files, sizes, the theory's conditions, the back end and its memory.
   *
   * @throws IllegalArgumentException for bad input
   * @throws org.ntkasymptotics.backend.BackendUnavailableException if the machine is not there
   */
  static void check(ExperimentConfig config) {
    if (!config.kind().uses("data")) {
      open(config).close();
      return;
    }
    if (config.kind() == ExperimentKind.LAWS && !(config.kernel().sigmaB() > 0)) {
      throw new IllegalArgumentException(
          "--sigma-b: the theory needs sigma-b > 0, got "
              + config.kernel().sigmaB()
              + "; ntk spectrum measures without theory");
    }
    int samples = config.data().samples();
    int dimension = config.data().distribution().dimension();
    if (config.data().distribution() instanceof PointsFile file) {
      int rows = points(file).rows();
      if (rows < 2 || samples > rows) {
        throw new IllegalArgumentException(
            "--points "
                + ExperimentRun.shown(file.path())
                + ": expected at least "
                + Math.max(2, samples)
                + " points, got "
                + rows);
      }
      samples = samples == PointsFile.ALL ? rows : samples;
    }
    for (Target target : config.targets()) {
      check(target, samples, dimension);
    }
    try (Backend backend = open(config)) {
      if (config.kind() != ExperimentKind.LAWS && config.kind() != ExperimentKind.TRAIN) {
        backend.memoryPlan(config.spectrum().vectors() ? "eigh" : "modes", samples).orRefuse();
      }
    }
  }

  private static Backend open(ExperimentConfig config) {
    return Backends.open(config.backend().choice(), config.backend().threads());
  }

  private static RowMatrix points(PointsFile file) {
    try {
      return ArrayFile.readMatrix(file.path());
    } catch (InvalidDataException e) {
      throw named("--points ", file.path(), e);
    }
  }

  private static void check(Target target, int samples, int dimension) {
    if (target instanceof BallTarget ball) {
      try {
        ball.centerIn(dimension);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--target: " + e.getMessage(), e);
      }
    } else if (target instanceof ResidualFile file) {
      int values = residual(file).length;
      if (values != samples) {
        throw new IllegalArgumentException(
            "--residual "
                + ExperimentRun.shown(file.path())
                + ": expected "
                + samples
                + " values, one a point, got "
                + values);
      }
    }
  }

  private static double[] residual(ResidualFile file) {
    try {
      return ArrayFile.readVector(file.path());
    } catch (InvalidDataException e) {
      throw named("--residual ", file.path(), e);
    }
  }

  /** The file as one would type it, with the option that names such files. */
  private static IllegalArgumentException named(String option, Path file, InvalidDataException e) {
    String message = e.getMessage().replace(file.toString(), ExperimentRun.shown(file));
    return new IllegalArgumentException(option + message, e);
  }
}
