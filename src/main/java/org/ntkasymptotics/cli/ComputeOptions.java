package org.ntkasymptotics.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.config.ConfigSource;
import picocli.CommandLine.Option;

/** Options of all commands that compute. Values are texts: the configuration judges them. */
final class ComputeOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where results go (default: runs/COMMAND-TIME, new or empty; for a sweep runs/NAME of its"
              + " file).")
  private String out;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "auto, cpu, cuda or spark (default: auto).")
  private String backend;

  @Option(
      names = "--device",
      paramLabel = "N[,N…]",
      description =
          "CUDA devices by index, several to be used side by side, or all (default: 0)."
              + " ntk doctor lists them.")
  private String device;

  @Option(
      names = "--cuda-libs",
      paramLabel = "DIR",
      description = "Where the CUDA libraries are, if not in the usual places.")
  private String cudaLibs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Root of all random numbers: the same seed gives the same data (default: 1).")
  private String seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: one for each core).")
  private String threads;

  @Option(names = "--quiet", description = "No progress on standard error.")
  boolean quiet;

  @Option(
      names = "--json",
      description = "Print the summary as JSON on standard output and nothing else.")
  boolean json;

  /** Puts what was given over what the source says. */
  void apply(ConfigSource source) {
    Given.set(source, "backend.name", backend, "--backend");
    Given.set(source, "backend.device", device, "--device");
    Given.set(source, "backend.cuda-libs", cudaLibs, "--cuda-libs");
    Given.set(source, "backend.threads", threads, "--threads");
    Given.set(source, "seed", seed, "--seed");
  }

  /** Where results go, if said. */
  Optional<Path> out() {
    try {
      return Optional.ofNullable(out).map(Path::of);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--out: expected a path, got '" + out + "'", e);
    }
  }
}
