package org.ntkasymptotics.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.Sweep;
import org.ntkasymptotics.experiment.InputCheck;
import org.ntkasymptotics.experiment.Shard;
import org.ntkasymptotics.experiment.SweepRun;
import org.ntkasymptotics.report.LawTable;
import org.ntkasymptotics.report.ReportFiles;
import org.ntkasymptotics.report.SweepDirectory;
import org.ntkasymptotics.report.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ntk sweep}. */
@Command(
    name = "sweep",
    description =
        "Run a grid of experiments described in a file, one run directory each. The same command"
            + " again goes on where it was: finished points are not run again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk sweep examples/dimensions.yaml --dry-run   which points, what they cost",
      "  ntk sweep examples/dimensions.yaml             all of them",
      "  ntk sweep examples/dimensions.yaml --shard 2/8 every eighth, from the second",
      "  ntk sweep sweep.yaml --set data.samples=500 --set seed=[1,2]",
      "  ntk report runs/dimensions                     tables and figures so far",
      "%nA sweep file:",
      "  base: {data: {samples: 1000}, target: gp}      an experiment, or a file's name",
      "  grid:                                          every value with every other",
      "    data.mixture.d: [1, 2]",
      "    kernel: [relu-ntk, \"power-ntk:q=0.75\"]",
      "    seed: {from: 1, to: 5}                       also step: or factor:",
      "  zip: [{data.samples: [500, 900], training.width: [100, 300]}]   in step",
      "  exclude: [{data.mixture.d: 1, seed: [4, 5]}]   what does not go together"
    })
final class SweepCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP.yaml", description = "The description.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Override a value of every experiment, such as data.samples=500; of a key that varies,"
              + " its values. May be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--shard",
      paramLabel = "i/n",
      description =
          "Run the i-th of n shares (default: what a Slurm array or a Kubernetes Indexed Job says,"
              + " else all points).")
  private String shard;

  @Option(names = "--dry-run", description = "List the points and what they cost; run nothing.")
  private boolean dryRun;

  @Mixin private ComputeOptions compute;
  @Mixin HelpOptions help;

  private final Session session;

  SweepCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (dryRun && compute.json) {
      throw new IllegalArgumentException("--dry-run prints a list for people: leave out --json");
    }
    Shard share =
        shard == null
            ? Shard.ofEnvironment(session.environment()).orElse(Shard.ALL)
            : Shard.from(shard, "--shard");
    Sweep sweep = Sweep.read(file, this::options);
    Path place = compute.out().orElseGet(() -> Path.of("runs", sweep.name()));
    SweepRun run = SweepRun.checked(sweep, new SweepDirectory(place));
    if (dryRun) {
      session.console().out().print(new SweepList(run, share).text());
      return ExitCode.DONE;
    }
    SweepRun.Tally tally = new SweepWork(session, compute.quiet, run, share).compute();
    SweepTally.failures(tally).forEach(session.console()::say);
    Optional<SweepReport> report = run.report();
    report.ifPresent(r -> show(r, place, SweepTally.line(tally)));
    if (report.isEmpty()) {
      session.console().say("ntk sweep: " + SweepTally.line(tally));
    }
    return tally.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ConfigSource options(ConfigSource source) {
    settings.forEach(source::set);
    compute.apply(source);
    return source;
  }

  private void show(SweepReport report, Path place, String tally) {
    report.write(place);
    PrintStream out = session.console().out();
    if (compute.json) {
      out.print(report.toJson());
    } else {
      out.print(LawTable.text(report.cases()));
      out.println("several seeds: mean ± standard deviation of one; single seeds: ± 95 % interval");
      out.println(tally);
      out.println("report: " + InputCheck.shown(place.resolve(ReportFiles.HTML)));
    }
    out.flush();
  }
}
