package org.ntkasymptotics.cli;

import java.util.List;
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

  @Option(names = "--mnist", paramLabel = "DIR", hidden = true)
  private String mnist;

  @Option(
      names = "--samples",
      paramLabel = "M",
      description = "Number of points (default: 2000; with --points: all of the file).")
  private String samples;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      description = "relu-ntk, relu-covariance or relu-ntk-singular (default: relu-ntk).")
  private String kernel;

  @Option(
      names = "--sigma-w",
      paramLabel = "X",
      description = "Standard deviation of the weights (default: 1.0).")
  private String sigmaW;

  @Option(
      names = "--sigma-b",
      paramLabel = "X",
      description = "Standard deviation of the biases (default: 1.0).")
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
              + " network), gp:width=N, gp:exact (drawn from its covariance). May be repeated.")
  private List<String> targets = List.of();

  /** Puts what was given over what the source says. */
  void apply(ConfigSource source) {
    if (mnist != null) {
      throw new IllegalArgumentException(
          "--mnist is not built yet: write the points to a .npy file and use --points");
    }
    refuseSeveralSources();
    Given.set(source, "data.points", points, "--points");
    Given.set(source, "data.mixture", mixture, "--mixture");
    Given.set(source, "data.uniform", uniform, "--uniform");
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
    String first = points != null ? "--points" : mixture != null ? "--mixture" : null;
    String second = uniform != null ? "--uniform" : mixture != null ? "--mixture" : null;
    if (first != null && second != null && !first.equals(second)) {
      throw new IllegalArgumentException(
          first + " and " + second + " exclude each other: give the points once");
    }
  }
}
