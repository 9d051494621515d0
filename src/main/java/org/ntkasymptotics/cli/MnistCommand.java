package org.ntkasymptotics.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.experiment.MnistDownload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ntk data mnist}. */
@Command(
    name = "mnist",
    description =
        "Download the four MNIST files (11 MB) and check them by SHA-256. What is there already is"
            + " only checked; an interrupted download goes on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk data mnist                     into your own data directory",
      "  ntk data mnist --out digits        then: ntk spectrum --mnist digits",
      "  ntk data mnist --from https://example.org/mnist/"
    })
final class MnistCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to (default: your data directory, such as ~/.local/share).")
  private String out;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description =
          "Directory of a mirror, http or https, with the files compressed by gzip or not. May be"
              + " repeated: the next is tried when one fails (default: the mirrors that PyTorch and"
              + " TensorFlow use).")
  private List<String> from = List.of();

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Mixin HelpOptions help;

  private final Session session;

  MnistCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    MnistDownload download = download();
    try (ProgressDisplay display = ProgressDisplay.ticking(session.console())) {
      session
          .interrupts()
          .onInterrupt(
              () -> {
                display.clear();
                return "what has come is kept, the same command goes on there";
              });
      List<String> lines = download.run(quiet ? Progress.NONE : display);
      display.clear();
      lines.forEach(session.console().out()::println);
    } finally {
      session.interrupts().onInterrupt(Interrupts.NOTHING_TO_SAVE);
    }
    return ExitCode.DONE;
  }

  private MnistDownload download() {
    Optional<Path> place;
    try {
      place = Optional.ofNullable(out).map(Path::of);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--out: expected a path, got '" + out + "'", e);
    }
    try {
      return MnistDownload.of(place, from);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--from: " + e.getMessage(), e);
    }
  }
}
