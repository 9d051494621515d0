package org.ntkasymptotics.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.Success$;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.cli.Main;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import scala.Tuple2;

/** Two executors that are processes of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkClusterTest {
  private static final int SPANS = 6;
  private static final int PAIRS = SPANS * (SPANS + 1) / 2;

  private JavaSparkContext context;

  @TempDir Path shared;

  @BeforeAll
  void start() throws IOException {
    context =
        SparkClusters.open(
            SparkClusters.processes(2, 1).set(SparkProduct.SPANS, String.valueOf(SPANS)));
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @Test
  void aLostExecutorCostsItsPairsOnlyAndNoBitOfTheResult() throws InterruptedException {
    RowMatrix points = Samples.gaussian(16_000, 2, 1);
    RowMatrix vectors = Samples.gaussian(2, 16_000, 2);
    RowMatrix alone = onThisMachine(points, vectors);
    Map<String, Long> executors = executors();
    assertEquals(2, executors.size(), "executors");
    Ledger ledger = new Ledger(executors.values().iterator().next());
    context.sc().addSparkListener(ledger);
    RowMatrix together;
    try (KernelProduct product =
        new SparkProduct(
            context,
            KernelText.of(new ReluNtk(1, 1)),
            new TaskMachine(""),
            points,
            Progress.NONE)) {
      together = product.apply(vectors);
      assertTrue(ledger.removed.await(30, TimeUnit.SECONDS), "an executor was lost");
    } finally {
      context.sc().removeSparkListener(ledger);
    }
    assertArrayEquals(alone.array(), together.array());
    ledger.assertEachPairOnce();
  }

  private static RowMatrix onThisMachine(RowMatrix points, RowMatrix vectors) {
    try (Backend cpu = Backends.open(BackendChoice.CPU, 2);
        KernelProduct product = cpu.product(new ReluNtk(1, 1), points)) {
      RowMatrix pairs =
          SparkClusters.onOneMachine(cpu, new ReluNtk(1, 1), points, vectors, SPANS);
      RowMatrix whole = product.apply(vectors);
      for (int k = 0; k < vectors.rows(); k++) {
        double allowed = points.rows() * 0x1p-53 * 4 * Samples.largest(whole.row(k));
        for (int i = 0; i < points.rows(); i++) {
          assertWithin(whole.get(k, i), pairs.get(k, i), allowed, "row " + i);
        }
      }
      return pairs;
    }
  }

  /** Executors and their processes, once both are there. */
  private Map<String, Long> executors() throws InterruptedException {
    Map<String, Long> found = new TreeMap<>();
    for (int i = 0; i < 300 && found.size() < 2; i++) {
      if (i > 0) {
        Thread.sleep(200);
      }
      List<Integer> tasks = IntStream.range(0, 8).boxed().toList();
      context
          .parallelize(tasks, tasks.size())
          .mapToPair(n -> new Tuple2<>(SparkEnv.get().executorId(), ProcessHandle.current().pid()))
          .collectAsMap()
          .forEach(found::putIfAbsent);
    }
    return found;
  }

  @Test
  void aSweepHasTheNumbersOfOneMachine() throws IOException {
    Path sweep = shared.resolve("sweep.yaml");
    Files.writeString(
        sweep,
        """
        base: {data: {samples: 60, mixture: {d: 1}}, target: ball, backend: {name: cpu}}
        grid: {seed: [1, 2], kernel: [relu-ntk, "laplace:length=1.0"]}
        """);
    Path together = shared.resolve("together");
    Path alone = shared.resolve("alone");
    assertEquals(0, SweepJob.run(context, List.of(sweep.toString(), "--out", together.toString())));
    assertEquals(
        0,
        Main.run(
            List.of("sweep", sweep.toString(), "--out", alone.toString(), "--shard", "4/4")));
    List<Path> points;
    try (var entries = Files.list(together)) {
      points = entries.filter(Files::isDirectory).sorted().toList();
    }
    assertEquals(4, points.size(), points.toString());
    Path same;
    try (var entries = Files.list(alone)) {
      same = entries.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    for (String file : List.of("eigenvalues.npy", "coefficients.npy", "loss.csv")) {
      assertEquals(
          -1,
          Files.mismatch(same.resolve(file), together.resolve(same.getFileName()).resolve(file)),
          file);
    }
    assertTrue(Files.size(together.resolve("report.html")) > 0);
  }

  /** Which pairs were computed, and the executor's end after some of them. */
  private static final class Ledger extends SparkListener {
    final CountDownLatch removed = new CountDownLatch(1);
    private final Map<Integer, Integer> successes = new TreeMap<>();
    private final long victim;
    private int failures;

    Ledger(long victim) {
      this.victim = victim;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason() == Success$.MODULE$) {
        successes.merge(end.taskInfo().index(), 1, Integer::sum);
      } else {
        failures++;
      }
      if (successes.size() == PAIRS / 4) {
        ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
      removed.countDown();
    }

    synchronized void assertEachPairOnce() {
      assertEquals(PAIRS, successes.size());
      assertTrue(successes.values().stream().allMatch(n -> n == 1), successes.toString());
      assertTrue(failures <= 1, failures + " pairs were lost with an executor of one core");
    }
  }
}
