package org.ntkasymptotics.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is killed: the smallest of its kind, as long to do as the program takes to start. */
enum KilledWork {
  TRAINED_SWEEP(
      """
      base:
        data: {samples: 200}
        target: [ball, gp]
        training: {enabled: true, width: 40, steps: 2000}
        backend: {name: cpu, threads: 1}
      grid: {data.mixture.d: [1, 2]}
      """),
  MATRIX_FREE_SWEEP(
      """
      base:
        data: {samples: 400}
        target: [ball, gp]
        spectrum: {matrix-free: {enabled: true, steps: 20, accuracy: 1e-12, halves: false}}
        backend: {name: cpu, threads: 1}
      grid: {data.mixture.d: [1, 2]}
      """),
  DENSE_SWEEP(
      """
      base:
        data: {samples: 250}
        target: [ball, gp]
        spectrum: {data-sets: 3}
        backend: {name: cpu, threads: 1}
      grid: {data.mixture.d: [1, 2]}
      """),
  /** Training, networks kept on the way, spectra of their kernels. */
  FIGURE("");

  /** Decimal commas, blanks in the home directory, and checkpoints often enough to be met. */
  private static final List<String> OPTIONS =
      List.of(
          "-Duser.language=de",
          "-Duser.country=DE",
          "-Duser.home=/tmp/a home with blanks",
          "-Dntk.checkpoint-seconds=0.05");

  private final String sweep;

  KilledWork(String sweep) {
    this.sweep = sweep;
  }

  /** The command that begins it, or goes on with what an earlier one has left. */
  List<String> command(Path out) throws IOException {
    List<String> place = List.of("--out", out.toString());
    if (this != FIGURE) {
      Path file = Files.writeString(out.resolveSibling("s.yaml"), sweep);
      return ProgramProcess.command(OPTIONS, joined(List.of("sweep", file.toString()), place));
    }
    Path kept = out.resolveSibling(out.getFileName() + ".partial");
    return ProgramProcess.command(
        SmallFigureProgram.class,
        OPTIONS,
        Files.exists(kept.resolve("experiment.yaml"))
            ? List.of("run", "--resume", out.toString())
            : joined(List.of("figure", "3c", "--backend", "cpu", "--threads", "1"), place));
  }

  /** The run directories that it ends with. */
  List<Path> runs(Path out) {
    return this == FIGURE ? List.of(out) : List.of(out.resolve("d=1"), out.resolve("d=2"));
  }

  private static List<String> joined(List<String> first, List<String> last) {
    List<String> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }
}
