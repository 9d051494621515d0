package org.ntkasymptotics.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.ProductContract;
import org.ntkasymptotics.backend.Progress;

/** Products on executors that are threads of this process: every kernel, every size. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkProductTest extends ProductContract {
  private JavaSparkContext context;

  @BeforeAll
  void start() {
    context = SparkClusters.open(SparkClusters.threads(2).set(SparkProduct.SPANS, "3"));
  }

  @AfterAll
  void stop() {
    context.close();
  }

  /** A process has one context: it outlives the back ends of single tests. */
  @Override
  protected Backend open(int threads) {
    BackendOptions options = BackendOptions.of(BackendChoice.SPARK, threads);
    return new SparkBackend(lasting(), TaskMachine.of(options), Progress.NONE);
  }

  private JavaSparkContext lasting() {
    return new JavaSparkContext(context.sc()) {
      @Override
      public void close() {
        // The class closes it.
      }
    };
  }

  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 63, 200);
  }
}
