package org.ntkasymptotics.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.backend.cuda.TestDevice;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

/** GPUs by Spark's own scheduling, here two emulated ones. */
class SparkGpuTest {
  private static final int SPANS = 3;

  @TempDir Path directory;

  @Test
  void everyTaskHasTheDeviceThatSparkGivesIt() throws IOException {
    Path libraries = TestDevice.emulated();
    TestDevice.behave("devices = 2");
    BackendOptions options =
        BackendOptions.of(BackendChoice.SPARK, 1).withCudaLibs(libraries);
    RowMatrix points = Samples.gaussian(300, 2, 1);
    RowMatrix vectors = Samples.gaussian(1, 300, 2);
    try (JavaSparkContext context = SparkClusters.open(withTwoDevices());
        Backend cluster = new SparkBackend(context, TaskMachine.of(options), Progress.NONE);
        KernelProduct product = cluster.product(new ReluNtk(1, 1), points)) {
      assertEquals(Set.of("0", "1"), devicesSeen(context));
      assertArrayEquals(onOneDevice(libraries, points, vectors), product.apply(vectors).array());
    } finally {
      TestDevice.behave();
    }
  }

  private static double[] onOneDevice(Path libraries, RowMatrix points, RowMatrix vectors) {
    BackendOptions options = BackendOptions.of(BackendChoice.CUDA, 1).withCudaLibs(libraries);
    try (Backend device = Backends.open(options, Progress.NONE)) {
      return SparkClusters.onOneMachine(device, new ReluNtk(1, 1), points, vectors, SPANS).array();
    }
  }

  private SparkConf withTwoDevices() throws IOException {
    Path script = directory.resolve("gpus.sh");
    Files.writeString(script, "echo '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
    script.toFile().setExecutable(true);
    return SparkClusters.processes(1, 2)
        .set(SparkProduct.SPANS, String.valueOf(SPANS))
        .set("spark.worker.resource.gpu.amount", "2")
        .set("spark.worker.resource.gpu.discoveryScript", script.toString())
        .set("spark.executor.resource.gpu.amount", "2")
        .set("spark.task.resource.gpu.amount", "1");
  }

  private static Set<String> devicesSeen(JavaSparkContext context) {
    return new TreeSet<>(
        context
            .parallelize(IntStream.range(0, 8).boxed().toList(), 8)
            .map(
                n -> {
                  Thread.sleep(100);
                  return TaskContext.get().resourcesJMap().get("gpu").addresses()[0];
                })
            .collect());
  }

  @Test
  void anAddressThatIsNoIndexIsRefused() {
    Map<String, ResourceInformation> given =
        Map.of("gpu", new ResourceInformation("gpu", new String[] {"GPU-1a2b"}));
    assertThrows(IllegalArgumentException.class, () -> TaskMachine.device(given));
    assertEquals(Optional.empty(), TaskMachine.device(Map.of()));
  }
}
