package org.ntkasymptotics.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ntkasymptotics.config.ConfigSource;
import picocli.CommandLine.Option;

/** Options that say what is learned from what: points, kernel, initial error. */
final class ProblemOptions {
  @Option(
      names = "--points",
      paramLabel = "FILE",
      description = "Points from a .csv or .npy file, one row a point.")
  private String points;

  @Option(
      names = "--mixture",
      paramLabel = "SPEC",
      description =
          "Points from a mixture of Gaussians with random centres"
              + " (default: d=2,clusters=8,spread=1.0,width=0.5).")
  private String mixture;

  @Option(
      names = "--uniform",
      paramLabel = "SPEC",
      description =
          "Uniform points: ball:d=2,radius=1.0 or sphere:d=3,radius=1.0 or cube:d=2,side=1.0.")
  private String uniform;

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description =
          "Images of digits from the MNIST files in DIR (IDX, compressed by gzip or not), with"
              + " their labels.")
  private String mnist;

  @Option(
      names = "--digits",
      paramLabel = "LIST",
      description = "With --mnist: only these digits, such as 3;8 (default: all ten).")
  private String digits;

  @Option(
      names = "--pixels",
      paramLabel = "SPEC",
      description =
          "With --mnist: how pixels are prepared, such as"
              + " scale=1,center=global,deviation=pixel,length=1 (default: scale=1, which is"
              + " [0, 1], and nothing more).")
  private String pixels;

  @Option(
      names = "--samples",
      paramLabel = "M",
      description = "Number of points (default: 2000; with --points or --mnist: all there are).")
  private String samples;

  @Option(
      names = "--kernel",
      paramLabel = "SPEC",
      description =
          "relu-ntk, relu-covariance, relu-ntk-singular, power-ntk:q=1.5,"
              + " power-covariance:q=1.5, laplace:length=1.0,"
              + " matern:smoothness=1.5,length=1.0, distance:alpha=1.0 (default: relu-ntk).")
  private String kernel;

  @Option(
      names = "--sigma-w",
      paramLabel = "X",
      description = "Standard deviation of the weights, for kernels of networks (default: 1.0).")
  private String sigmaW;

  @Option(
      names = "--sigma-b",
      paramLabel = "X",
      description = "Standard deviation of the biases, for kernels of networks (default: 1.0).")
  private String sigmaB;

  @Option(
      names = "--residual",
      paramLabel = "FILE",
      description = "Initial error on the points from a .csv or .npy file, one value a point.")
  private String residual;

  @Option(
      names = "--target",
      paramLabel = "SPEC",
      description =
          "Initial error: ball:radius=1.0,center=0.5;0.5 (indicator of a ball), gp (a wide random"
              + " network), gp:width=N, gp:exact (drawn from its covariance); with --mnist also"
              + " label:one=3 (one digit against the others), label:parity, label:value. May be"
              + " repeated.")
  private List<String> targets = List.of();

  /** Puts what was given over what the source says. */
  void apply(ConfigSource source) {
    refuseSeveralSources();
    Given.set(source, "data.points", points, "--points");
    Given.set(source, "data.mixture", mixture, "--mixture");
    Given.set(source, "data.uniform", uniform, "--uniform");
    Given.set(source, "data.mnist.directory", mnist, "--mnist");
    if (digits != null) {
      Given.list(source, "data.mnist.digits", digits, "--digits");
    }
    Given.set(source, "data.mnist.pixels", pixels, "--pixels");
    Given.set(source, "data.samples", samples, "--samples");
    Given.set(source, "kernel.name", kernel, "--kernel");
    Given.set(source, "kernel.sigma-w", sigmaW, "--sigma-w");
    Given.set(source, "kernel.sigma-b", sigmaB, "--sigma-b");
    if (residual != null) {
      source.add("target", "file:" + residual, "--residual");
    }
    for (String target : targets) {
      source.add("target", target, "--target");
    }
  }

  private void refuseSeveralSources() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("--points", points);
    sources.put("--mixture", mixture);
    sources.put("--uniform", uniform);
    sources.put("--mnist", mnist);
    sources.values().removeIf(Objects::isNull);
    if (sources.size() > 1) {
      throw new IllegalArgumentException(
          String.join(" and ", sources.keySet()) + " exclude each other: give the points once");
    }
    if (mnist == null && (digits != null || pixels != null)) {
      throw new IllegalArgumentException(
          (digits != null ? "--digits" : "--pixels") + " is meant for --mnist DIR: give that too");
    }
  }
}
