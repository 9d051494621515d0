package org.ntkasymptotics.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.bench.Operation;
import org.ntkasymptotics.bench.Options;
import org.ntkasymptotics.bench.PeerPython;
import org.ntkasymptotics.config.NearestWord;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ntk bench} is to measure. */
final class BenchOptions {
  private static final int ROUNDS = 3;
  private static final int QUICK_ROUNDS = 2;

  @Parameters(
      arity = "0..*",
      paramLabel = "BENCHMARK",
      description = "gram, product, eigh, modes, descent, fit, density, report (default: all).")
  private List<String> words = List.of();

  @Option(
      names = "--sizes",
      paramLabel = "M,…",
      hideParamSyntax = true,
      split = ",",
      description = "Numbers of points (default: each benchmark's own).")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--dimensions",
      paramLabel = "D,…",
      hideParamSyntax = true,
      split = ",",
      description = "Coordinates of a point; the first goes with every M (default: 2,1,3,…,8).")
  private List<Integer> dimensions = List.of();

  @Option(
      names = "--widths",
      paramLabel = "N,…",
      hideParamSyntax = true,
      split = ",",
      description = "Neurons of descent; the first goes with every M (default: 1000,250,…,4000).")
  private List<Integer> widths = List.of();

  @Option(
      names = "--hidden",
      paramLabel = "H,…",
      hideParamSyntax = true,
      split = ",",
      description = "Hidden layers of descent; the first goes with every M (default: 1,3).")
  private List<Integer> hidden = List.of();

  @Option(
      names = "--kernel",
      paramLabel = "SPEC",
      description =
          "Kernel of gram, may be repeated; the first goes with every M and is product's, too"
              + " (default: relu-ntk, one of three layers, one of another activation).")
  private List<String> kernels = List.of();

  @Option(
      names = "--backend",
      paramLabel = "NAME,…",
      hideParamSyntax = true,
      split = ",",
      description = "cpu, cuda or both (default: all there are).")
  private List<String> backends = List.of();

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads, ours and the peers' (default: one for each core).")
  private Integer threads;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      description = "Rounds in fresh processes, ours and theirs in turn (default: 3, quick 2).")
  private Integer rounds;

  @Option(names = "--quick", description = "Small sizes, two rounds.")
  private boolean quick;

  @Option(names = "--peers", description = "Measure the peers, too.")
  private boolean peers;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description =
          "The Python that has the peers' libraries (default: of python3 and /usr/bin/python3 the one with most).")
  private String python;

  @Option(
      names = "--cuda-libs",
      paramLabel = "DIR",
      description = "Where the CUDA libraries are, if not in the usual places.")
  private Path cudaLibs;

  @Option(
      names = "--minutes",
      paramLabel = "T",
      description = "End within about so many; what would take longer is left out and named.")
  private Double minutes;

  /** Checked, and with what was not said. */
  Options resolve() {
    positive("--sizes", sizes);
    positive("--dimensions", dimensions);
    positive("--widths", widths);
    positive("--hidden", hidden);
    positive("--threads", threads == null ? List.of() : List.of(threads));
    positive("--rounds", rounds == null ? List.of() : List.of(rounds));
    if (minutes != null && !(minutes > 0)) {
      throw new IllegalArgumentException("--minutes must be above 0, got " + minutes);
    }
    BackendOptions machine =
        new BackendOptions(
            BackendChoice.AUTO,
            threads == null ? 0 : threads,
            Devices.FIRST,
            Optional.ofNullable(cudaLibs),
            Precision.DOUBLE);
    return new Options(
        operations(),
        sizes,
        dimensions,
        widths,
        hidden,
        kernels,
        machines(machine),
        machine.workers(),
        rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS,
        quick,
        peers,
        peers ? PeerPython.chosen(Optional.ofNullable(python)) : "",
        machine.cudaLibs(),
        minutes == null ? Double.POSITIVE_INFINITY : minutes);
  }

  private static void positive(String option, List<Integer> numbers) {
    for (int number : numbers) {
      if (number < 1) {
        throw new IllegalArgumentException(option + " must be at least 1, got " + number);
      }
    }
  }

  private List<Operation> operations() {
    if (words.isEmpty()) {
      return List.of(Operation.values());
    }
    List<Operation> operations = new ArrayList<>();
    for (String word : words) {
      List<Operation> named = Operation.named(word);
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            "unknown benchmark '"
                + word
                + "'"
                + NearestWord.to(word, Operation.words())
                    .map(near -> ", did you mean " + near + "?")
                    .orElse(": expected one of " + String.join(", ", Operation.words())));
      }
      operations.addAll(named);
    }
    return operations.stream().distinct().toList();
  }

  private List<String> machines(BackendOptions machine) {
    if (!backends.isEmpty()) {
      return backends.stream().map(word -> choice(word).word()).distinct().toList();
    }
    return Backends.examineCuda(machine).whyNot().isEmpty()
        ? List.of("cpu", "cuda")
        : List.of("cpu");
  }

  private static BackendChoice choice(String word) {
    BackendChoice choice = BackendChoice.from(word);
    if (choice != BackendChoice.CPU && choice != BackendChoice.CUDA) {
      throw new IllegalArgumentException("--backend takes cpu, cuda or both here, got " + word);
    }
    return choice;
  }

  /** Refuses what says how to measure, where nothing is measured. */
  void requireNothing() {
    boolean given =
        quick
            || peers
            || rounds != null
            || minutes != null
            || threads != null
            || !words.isEmpty()
            || !sizes.isEmpty()
            || !dimensions.isEmpty()
            || !widths.isEmpty()
            || !hidden.isEmpty()
            || !kernels.isEmpty()
            || !backends.isEmpty();
    if (given) {
      throw new IllegalArgumentException(
          "--from measures nothing: it goes with --out, --against and --report alone");
    }
  }
}
