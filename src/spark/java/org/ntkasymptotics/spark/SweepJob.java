package org.ntkasymptotics.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.ntkasymptotics.cli.Main;
import org.ntkasymptotics.config.Sweep;

/**
 * A sweep as a Spark job: a task is {@code ntk sweep} with its share, by itself on the executor's
 * cores or the GPU that Spark gives it. File and results lie in a folder that all machines see; the
 * points' own directories are what makes a task that is run again go on where the lost one was.
 */
public final class SweepJob {
  private SweepJob() {}

  /** Arguments as of {@code ntk sweep}, the file first, {@code --out} with an absolute path. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    List<String> words = List.of(arguments);
    int code = Main.run(words("sweep", words, "--dry-run"));
    if (code == 0) {
      SparkConf configuration = new SparkConf().setIfMissing("spark.app.name", "ntk sweep");
      try (JavaSparkContext context = new JavaSparkContext(configuration)) {
        context.setLogLevel("WARN");
        code = run(context, words);
      }
    }
    System.exit(code);
  }

  /**
   * Runs all points and reports.
   *
   * @return 0, or the exit code of a share that failed
   */
  static int run(JavaSparkContext context, List<String> words) {
    int shares = Sweep.read(Path.of(words.get(0)), UnaryOperator.identity()).points().size();
    List<Integer> numbers = IntStream.rangeClosed(1, shares).boxed().toList();
    int worst =
        context.parallelize(numbers, shares).map(i -> share(words, i, shares)).collect().stream()
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    int reported = Main.run(List.of("report", words.get(words.indexOf("--out") + 1)));
    return worst == 0 ? reported : worst;
  }

  private static int share(List<String> words, int number, int shares) {
    TaskContext task = TaskContext.get();
    List<String> more = new ArrayList<>(List.of("--quiet", "--shard", number + "/" + shares));
    more.addAll(List.of("--threads", String.valueOf(task.cpus())));
    TaskMachine.device(task.resourcesJMap())
        .ifPresent(
            device -> more.addAll(List.of("--backend", "cuda", "--device", device.toString())));
    return Main.run(words("sweep", words, more.toArray(String[]::new)));
  }

  private static List<String> words(String command, List<String> given, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(given);
    all.addAll(List.of(more));
    return all;
  }
}
