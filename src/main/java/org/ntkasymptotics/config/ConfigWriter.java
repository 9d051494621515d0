package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.CovarianceGpTarget;
import org.ntkasymptotics.data.Distribution;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.LabelTarget;
import org.ntkasymptotics.data.MnistDigits;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.PixelPreparation;
import org.ntkasymptotics.data.PointsFile;
import org.ntkasymptotics.data.ResidualFile;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.data.UniformBall;
import org.ntkasymptotics.data.UniformCube;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.network.DescentPlan;

/**
 * An experiment as a file, everything resolved. Numbers are written with {@link
 * Double#toString(double)}, which reads back to the same bits; paths are absolute.
 */
final class ConfigWriter {
  private final StringBuilder text = new StringBuilder();

  private ConfigWriter() {}

  static String write(ExperimentConfig config) {
    ConfigWriter writer = new ConfigWriter();
    ExperimentKind kind = config.kind();
    writer.line(0, "experiment", kind.word());
    writer.line(0, "seed", config.seed());
    config.figure().ifPresent(writer::figure);
    config.series().ifPresent(writer::series);
    if (kind.uses("data")) {
      writer.data(config.data());
      writer.kernel(config);
      writer.targets(config.targets());
    }
    if (kind.uses("training")) {
      writer.training(config.training());
    }
    if (kind.uses("spectrum")) {
      writer.spectrum(config.spectrum());
    }
    if (kind.uses("laws")) {
      writer.open("laws");
      writer.line(1, "target-loss", config.laws().targetLosses());
    }
    if (kind.uses("fit")) {
      writer.fit(config.fit());
    }
    writer.backend(config.backend());
    return writer.text.toString();
  }

  private void line(int depth, String key, Object value) {
    text.append("  ".repeat(depth)).append(key).append(": ").append(value).append('\n');
  }

  private void open(String key) {
    text.append(key).append(":\n");
  }

  private void figure(FigureConfig figure) {
    open("figure");
    line(1, "name", figure.name().word());
    line(1, "scale", figure.scale().word());
    figure.mnist().ifPresent(directory -> line(1, "mnist", quoted(directory)));
  }

  private void series(SeriesConfig series) {
    open("series");
    line(1, "file", quoted(series.file()));
    series.x().ifPresent(x -> line(1, "x", quoted(x)));
    series.y().ifPresent(y -> line(1, "y", quoted(y)));
    window("window", series.window());
  }

  private void data(DataConfig data) {
    open("data");
    Distribution from = data.distribution();
    if (from instanceof GaussianMixture m) {
      String parameters =
          String.format(
              Locale.ROOT,
              "{d: %d, clusters: %d, spread: %s, width: %s}",
              m.dimension(),
              m.clusters(),
              m.spread(),
              m.width());
      line(1, "mixture", parameters);
    } else if (from instanceof PointsFile file) {
      line(1, "points", quoted(file.path()));
    } else if (from instanceof MnistDigits mnist) {
      line(1, "mnist", mnist(mnist));
    } else if (from instanceof UniformBall ball) {
      uniform("ball", ball.dimension(), "radius", ball.radius());
    } else if (from instanceof UniformSphere sphere) {
      uniform("sphere", sphere.dimension(), "radius", sphere.radius());
    } else if (from instanceof UniformCube cube) {
      uniform("cube", cube.dimension(), "side", cube.side());
    } else {
      throw new IllegalStateException("no form for " + from);
    }
    boolean all = from.isStored() && data.samples() == Distribution.ALL;
    line(1, "samples", all ? "all" : data.samples());
  }

  private static String mnist(MnistDigits mnist) {
    PixelPreparation pixels = mnist.pixels();
    return String.format(
        Locale.ROOT,
        "{directory: %s, part: %s, digits: %s, pixels: {scale: %s, center: %s, deviation: %s,"
            + " length: %s}}",
        quoted(mnist.directory()),
        mnist.part().word(),
        mnist.digits(),
        pixels.scale(),
        pixels.center().word(),
        pixels.deviation().word(),
        pixels.length());
  }

  private void uniform(String shape, int d, String size, double value) {
    line(1, "uniform", "{shape: " + shape + ", d: " + d + ", " + size + ": " + value + "}");
  }

  private void kernel(ExperimentConfig config) {
    open("kernel");
    line(1, "name", quoted(config.kernel().spec()));
    if (config.kernel() instanceof AngleKernel kernel) {
      line(1, "sigma-w", kernel.sigmaW());
      line(1, "sigma-b", kernel.sigmaB());
    }
  }

  private void targets(List<Target> targets) {
    if (targets.isEmpty()) {
      line(0, "target", "none");
      return;
    }
    open("target");
    for (Target target : targets) {
      text.append("  - ").append(target(target)).append('\n');
    }
  }

  private static String target(Target target) {
    if (target instanceof BallTarget ball) {
      return "ball: {radius: " + ball.radius() + ", center: " + ball.center() + "}";
    }
    if (target instanceof NetworkGpTarget gp) {
      return "gp: {width: " + gp.width() + sigmas(gp.covariance()) + "}";
    }
    if (target instanceof CovarianceGpTarget gp) {
      return "gp: {exact: true" + sigmas(gp.covariance()) + "}";
    }
    if (target instanceof LabelTarget label) {
      String code = label.code() == LabelTarget.Code.ONE ? "one: " + label.digit() : flagged(label);
      return "label: {" + code + ", centered: " + label.centered() + "}";
    }
    return "file: " + quoted(((ResidualFile) target).path());
  }

  private static String flagged(LabelTarget label) {
    return label.code().word() + ": true";
  }

  private static String sigmas(AngleKernel covariance) {
    return ", sigma-w: " + covariance.sigmaW() + ", sigma-b: " + covariance.sigmaB();
  }

  private void training(TrainingConfig training) {
    open("training");
    line(1, "enabled", training.enabled());
    line(1, "parametrisation", training.parametrisation().word());
    line(1, "width", training.width());
    DescentPlan plan = training.plan();
    if (plan.steps() > 0) {
      line(1, "steps", plan.steps());
    } else {
      line(1, "time", plan.finalTime());
    }
    if (plan.stepSize() > 0) {
      line(1, "step-size", plan.stepSize());
    } else {
      line(1, "step-fraction", plan.stepFraction());
    }
    line(1, "records-per-decade", plan.recordsPerDecade());
    line(1, "precision", plan.precision().name().toLowerCase(Locale.ROOT));
  }

  private void spectrum(SpectrumConfig spectrum) {
    open("spectrum");
    line(1, "data-sets", spectrum.dataSets());
    line(1, "vectors", spectrum.vectors());
    line(1, "times-per-decade", spectrum.timesPerDecade());
    line(1, "precision", spectrum.precision().word());
    MatrixFreeConfig free = spectrum.matrixFree();
    line(
        1,
        "matrix-free",
        String.format(
            Locale.ROOT,
            "{enabled: %s, steps: %d, probes: %d, leading: %d, accuracy: %s, halves: %s,"
                + " time-limit: %s}",
            free.enabled(),
            free.steps(),
            free.probes(),
            free.leading(),
            free.accuracy(),
            free.halves(),
            free.timeLimit()));
  }

  private void fit(FitConfig fit) {
    open("fit");
    line(1, "index", rules(fit.indexRules()));
    line(1, "loss", rules(fit.lossRules()));
    window("index-window", fit.indexWindow());
    window("time-window", fit.timeWindow());
  }

  private static String rules(FitRules r) {
    return String.format(
        Locale.ROOT,
        "{points-per-decade: %d, minimum-points: %d, advised-decades: %s, move-factor: %s,"
            + " local-half-width: %s}",
        r.pointsPerDecade(),
        r.minimumPoints(),
        r.advisedDecades(),
        r.moveFactor(),
        r.localHalfWidth());
  }

  private void window(String key, Optional<FitWindow> window) {
    window.ifPresent(w -> line(1, key, List.of(w.from(), w.to())));
  }

  private void backend(BackendConfig backend) {
    open("backend");
    line(1, "name", backend.choice().word());
    line(1, "device", backend.devices().text());
    line(1, "threads", backend.threads());
    backend.cudaLibs().ifPresent(libs -> line(1, "cuda-libs", quoted(libs)));
  }

  private static String quoted(Path path) {
    return quoted(path.toAbsolutePath().normalize().toString());
  }

  /** A double-quoted YAML scalar; everything outside printable ASCII is escaped. */
  private static String quoted(String value) {
    return value
        .chars()
        .mapToObj(
            c ->
                c == '"' || c == '\\'
                    ? "\\" + (char) c
                    : c >= ' ' && c <= '~'
                        ? String.valueOf((char) c)
                        : String.format(Locale.ROOT, "\\u%04x", c))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
