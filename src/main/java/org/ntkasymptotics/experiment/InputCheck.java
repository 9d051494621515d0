package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.config.TrainedNetwork;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Distribution;
import org.ntkasymptotics.data.LabelTarget;
import org.ntkasymptotics.data.MnistDigits;
import org.ntkasymptotics.data.PointsFile;
import org.ntkasymptotics.data.ResidualFile;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.InvalidDataException;

/** What can be wrong with an experiment is found here, before any long work. */
public final class InputCheck {
  private final ExperimentConfig config;
  private final UnaryOperator<String> names;

  private InputCheck(ExperimentConfig config, UnaryOperator<String> names) {
    this.config = config;
    this.names = names;
  }

  /**
   * Checks files, sizes, the theory's conditions, the back end and its memory.
   *
   * @param names what the user calls a key, such as "--points" for "data.points"
   * @return the machine that will do the work, and how large it is
   * @throws IllegalArgumentException for bad input
   * @throws org.ntkasymptotics.backend.BackendUnavailableException if the machine is not there
   */
  public static Checked of(ExperimentConfig config, UnaryOperator<String> names) {
    InputCheck check = new InputCheck(config, names);
    int samples = 0;
    long bytes = 0;
    try (Backend backend = Backends.open(config.backendOptions(), Progress.NONE)) {
      if (config.kind().uses("data")) {
        check.theory();
        samples = check.samples();
        check.kernel();
        check.targets(samples);
        bytes = check.memory(backend, samples);
      }
      config.figure().flatMap(FigureConfig::mnist).ifPresent(check::digits);
      config.series().ifPresent(series -> check.readable("series.file", series.file()));
      return new Checked(backend.info(), samples, bytes);
    }
  }

  /**
   * What a checked experiment needs.
   *
   * @param machine that will do the work
   * @param samples M; 0 where there are no points
   * @param bytes of memory for the largest matrix; 0 where there is none
   */
  public record Checked(BackendInfo machine, int samples, long bytes) {}

  private void theory() {
    if (config.training().enabled()) {
      TrainedNetwork.require(config.kernel());
    }
    if (config.kind() == ExperimentKind.LAWS) {
      biased("kernel.sigma-b", config.kernel());
      for (Target target : config.targets()) {
        CaseMeasurement.covariance(target).ifPresent(k -> biased("target", k));
      }
    }
  }

  private void biased(String key, NtkKernel kernel) {
    if (!CaseMeasurement.hasBiases(kernel)) {
      throw new IllegalArgumentException(
          names.apply(key)
              + ": the theory needs sigma-b > 0, got 0.0"
              + "; an experiment: spectrum measures without theory");
    }
  }

  /** M. */
  private int samples() {
    int samples = config.data().samples();
    Distribution from = config.data().distribution();
    if (from instanceof PointsFile file) {
      return samples(readable("data.points", file.path()), "data.points", file.path(), "points");
    }
    if (from instanceof MnistDigits mnist) {
      String what = "images of the digits " + mnist.digits();
      return samples(count(mnist, "data.mnist"), "data.mnist", mnist.directory(), what);
    }
    return samples;
  }

  private int samples(int stored, String key, Path path, String what) {
    int samples = config.data().samples();
    if (stored < 2 || samples > stored) {
      throw new IllegalArgumentException(
          named(key, path)
              + (": expected at least " + Math.max(2, samples))
              + (" " + what + ", got " + stored));
    }
    return samples == Distribution.ALL ? stored : samples;
  }

  private int count(MnistDigits mnist, String key) {
    try {
      return mnist.count();
    } catch (InvalidDataException e) {
      throw unreadable(key, mnist.directory(), e);
    }
  }

  /** Those of a figure. */
  private void digits(Path directory) {
    int stored = count(new MnistDigits(directory), "figure.mnist");
    int wanted = Figure.of(config.figure().orElseThrow()).largestSample();
    if (stored < wanted) {
      throw new IllegalArgumentException(
          named("figure.mnist", directory)
              + (": expected at least " + wanted + " images, got " + stored));
    }
  }

  private void kernel() {
    if (config.kernel() instanceof EmpiricalNtk empirical) {
      try {
        empirical.network().requireInputs(config.data().distribution().dimension());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(names.apply("kernel.name") + ": " + e.getMessage(), e);
      }
    }
  }

  private void targets(int samples) {
    int dimension = config.data().distribution().dimension();
    for (Target target : config.targets()) {
      if (target instanceof BallTarget ball) {
        check(ball, dimension);
      } else if (target instanceof ResidualFile file) {
        check(file, samples);
      } else if (target instanceof LabelTarget label) {
        check(label);
      }
    }
  }

  private void check(BallTarget ball, int dimension) {
    try {
      ball.centerIn(dimension);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(names.apply("target") + ": " + e.getMessage(), e);
    }
  }

  private void check(LabelTarget label) {
    if (!(config.data().distribution() instanceof MnistDigits mnist)) {
      throw new IllegalArgumentException(
          names.apply("target") + ": a label target needs points with labels: give --mnist");
    }
    try {
      label.requireDistinct(mnist.digits());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(names.apply("target") + ": " + e.getMessage(), e);
    }
  }

  private void check(ResidualFile file, int samples) {
    int values;
    try {
      values = ArrayFile.readVector(file.path()).length;
    } catch (InvalidDataException e) {
      throw unreadable("target.file", file.path(), e);
    }
    if (values != samples) {
      throw new IllegalArgumentException(
          named("target.file", file.path())
              + (": expected " + samples)
              + (" values, one a point, got " + values));
    }
  }

  private long memory(Backend backend, int samples) {
    if (config.kind() == ExperimentKind.SPECTRUM && config.spectrum().matrixFree().enabled()) {
      return KrylovPlan.of(config, samples).orRefuse().bytes();
    }
    return config.kind() == ExperimentKind.SPECTRUM
        ? backend
            .memoryPlan(config.spectrum().vectors() ? "eigh" : "modes", config.kernel(), samples)
            .orRefuse()
            .bytes()
        : 0;
  }

  /** Reads a file to see that it can be; gives its number of rows. */
  private int readable(String key, Path path) {
    try {
      return ArrayFile.readMatrix(path).rows();
    } catch (InvalidDataException e) {
      throw unreadable(key, path, e);
    }
  }

  private IllegalArgumentException unreadable(String key, Path path, InvalidDataException e) {
    String rest =
        e.getMessage()
            .replace(path.toString(), shown(path))
            .replaceFirst(":([0-9]+):([0-9]+): ", ", row $1, column $2: ");
    return new IllegalArgumentException(names.apply(key) + " " + rest, e);
  }

  private String named(String key, Path path) {
    return names.apply(key) + " " + shown(path);
  }

  /** A path as one would type it here. */
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }
}
