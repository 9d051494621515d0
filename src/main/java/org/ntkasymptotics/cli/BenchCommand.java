package org.ntkasymptotics.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.bench.Bench;
import org.ntkasymptotics.bench.BenchReport;
import org.ntkasymptotics.bench.BenchResults;
import org.ntkasymptotics.bench.JoinedResults;
import org.ntkasymptotics.experiment.InputCheck;
import org.ntkasymptotics.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ntk bench}. */
@Command(
    name = "bench",
    description =
        "Measure the engine's speed on this computer: times, shares of what the machine can do at"
            + " most, ratios to what one would use instead. The computer should be idle.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk bench --quick                     small sizes, 3 minutes on 2 cores",
      "  ntk bench --quick --peers --report    beside numpy, scipy …, 10 minutes",
      "  ntk bench gram modes --sizes 1000,2000,4000 --rounds 5",
      "  ntk bench --report --from runs/bench-1 --against runs/bench-0"
    })
final class BenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where bench.json and the report go (default: runs/bench-TIME, or --from's).")
  private Path out;

  @Option(names = "--report", description = "Draw report.html and report.md, too.")
  private boolean report;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "Measure nothing: take the results that are there; repeated, those of several runs on one"
              + " machine as one.")
  private List<Path> from = List.of();

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "Compare with earlier results: what changed beyond noise.")
  private Path against;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Mixin HelpOptions help;

  private final Session session;

  BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    BenchResults earlier = against == null ? null : BenchResults.read(against);
    BenchResults results;
    Path place;
    if (from.isEmpty()) {
      place = out == null ? FreePlace.of("bench") : out;
      results = measured(place);
    } else {
      options.requireNothing();
      if (from.size() > 1 && out == null) {
        throw new IllegalArgumentException("several --from need --out DIR for what they make");
      }
      place = out == null ? BenchResults.directory(from.get(0)) : out;
      results = JoinedResults.of(from);
    }
    BenchReport page = new BenchReport(results, earlier);
    page.lines().forEach(session.console().out()::println);
    if (report || !from.isEmpty()) {
      page.write(place);
      session
          .console()
          .out()
          .println("report: " + InputCheck.shown(place.resolve(ReportFiles.HTML)));
    } else {
      session.console().out().println("results: " + InputCheck.shown(place));
    }
    session.console().out().flush();
    results.troubles().forEach(trouble -> session.console().say("ntk bench: " + trouble));
    return results.failures().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private BenchResults measured(Path place) {
    try (ProgressDisplay display = ProgressDisplay.ticking(session.console());
        Bench bench = new Bench(options.resolve(), session.commandLine(), place)) {
      session
          .interrupts()
          .onInterrupt(
              () -> {
                display.clear();
                bench.stop();
                return "what was measured is kept in " + InputCheck.shown(place);
              });
      return bench.run(quiet ? Progress.NONE : display);
    } finally {
      session.interrupts().onInterrupt(Interrupts.NOTHING_TO_SAVE);
    }
  }
}
