package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ntk spectrum}. */
@Command(
    name = "spectrum",
    description =
        "Eigenvalues of the kernel on the points; with an initial error also coefficients, partial"
            + " sums and the loss they imply. Fits and theory beside them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk spectrum --mixture d=2,clusters=8,spread=1.0,width=0.5 --samples 2000 --target gp",
      "  ntk spectrum --points data.csv --residual error.csv --kernel relu-covariance",
      "  ntk spectrum --matrix-free --samples 50000 --target gp     no M x M array",
      "  ntk spectrum --uniform sphere:d=3 --samples 1000 --json | jq .laws.eigenvalues"
    })
final class SpectrumCommand extends ExperimentCommand {
  @Mixin private ProblemOptions problem;
  @Mixin private SpectrumOptions spectrum;

  @Option(names = "--vectors", description = "Also compute and write the eigenvectors.")
  private boolean vectors;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description =
          "double or single (default: double; single needs CUDA and resolves only the leading"
              + " eigenvalues).")
  private String precision;

  @Mixin private MatrixFreeOptions matrixFree;

  SpectrumCommand(Session session) {
    super(session);
  }

  @Override
  ConfigSource source() {
    ConfigSource source = ConfigSource.of(ExperimentKind.SPECTRUM);
    problem.apply(source);
    spectrum.apply(source);
    matrixFree.apply(source);
    Given.set(source, "spectrum.precision", precision, "--precision");
    if (vectors) {
      source.with("spectrum.vectors", "true", "--vectors");
    }
    return source;
  }
}
