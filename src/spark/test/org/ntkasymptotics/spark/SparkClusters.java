package org.ntkasymptotics.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/** Clusters on this machine, for tests. */
final class SparkClusters {
  private SparkClusters() {}

  /** Executors as threads of this process. */
  static SparkConf threads(int cores) {
    return quiet("local[" + cores + "]");
  }

  /**
   * Executors as processes of their own, with the classes of this one. A worker starts them from
   * SPARK_HOME, where there must be Spark's jars: links, here.
   */
  static SparkConf processes(int executors, int cores) throws IOException {
    Path jars = Path.of(System.getenv("SPARK_HOME"), "jars");
    Files.createDirectories(jars);
    String classPath = System.getProperty("java.class.path");
    for (String entry : classPath.split(":", -1)) {
      Path jar = Path.of(entry).toAbsolutePath();
      Path link = jars.resolve(jar.getFileName());
      if (entry.endsWith(".jar") && !Files.exists(link)) {
        Files.createSymbolicLink(link, jar);
      }
    }
    return quiet("local-cluster[" + executors + "," + cores + ",1024]")
        .set("spark.executor.memory", "512m")
        .set("spark.executor.extraJavaOptions", "-XX:+UseSerialGC")
        .set("spark.executor.extraClassPath", directories(classPath));
  }

  private static String directories(String classPath) {
    return Stream.of(classPath.split(":", -1))
        .filter(entry -> !entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + ":" + b)
        .orElse("");
  }

  static JavaSparkContext open(SparkConf configuration) {
    JavaSparkContext context = new JavaSparkContext(configuration);
    context.setLogLevel("ERROR");
    return context;
  }

  /** The product from the pairs of so many spans, one after the other on one machine. */
  static RowMatrix onOneMachine(
      Backend machine, NtkKernel kernel, RowMatrix points, RowMatrix vectors, int spans) {
    List<SpanPair> pairs = SpanPair.within(new Span(0, points.rows()).evenly(spans));
    RowMatrix out = RowMatrix.zeros(vectors.rows(), points.rows());
    PairSums sums = new PairSums(pairs, out);
    for (SpanPair pair : pairs) {
      sums.add(pair, PairTask.compute(machine, kernel, pair, points, vectors));
    }
    return out;
  }

  private static SparkConf quiet(String master) {
    return new SparkConf(false)
        .setMaster(master)
        .setAppName("ntk")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }
}
