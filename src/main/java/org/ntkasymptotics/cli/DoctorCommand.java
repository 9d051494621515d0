package org.ntkasymptotics.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.CudaReport;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ntk doctor}. */
@Command(
    name = "doctor",
    description =
        "Say which back end would be used and why, what was looked for and where, the largest M"
            + " that fits, and versions.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk doctor",
      "  ntk doctor --json | jq .largest",
      "  ntk doctor --backend cuda      exit code 3 and what is missing, if it cannot be used"
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Examine auto, cpu or cuda (default: auto).")
  private String backend = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: one for each core).")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "N[,N…]",
      description = "CUDA devices by index, or all (default: 0).")
  private String device = Devices.FIRST.text();

  @Option(
      names = "--cuda-libs",
      paramLabel = "DIR",
      description = "Where the CUDA libraries are, if not in the usual places.")
  private Path cudaLibs;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin HelpOptions help;

  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    BackendOptions options =
        new BackendOptions(
            BackendChoice.from(backend),
            threads,
            Devices.from(device),
            Optional.ofNullable(cudaLibs),
            Precision.DOUBLE);
    CudaReport cuda = Backends.examineCuda(options);
    try (Backend opened = Backends.open(options, Progress.NONE)) {
      Examination examination = Examination.of(opened, cuda);
      session.console().out().print(json ? examination.json() : examination.text());
      session.console().out().flush();
    }
    return ExitCode.DONE;
  }
}
