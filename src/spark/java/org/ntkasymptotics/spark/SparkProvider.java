package org.ntkasymptotics.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.BackendProvider;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;

/** Opens the cluster that spark-submit says. */
public final class SparkProvider implements BackendProvider {

  @Override
  public BackendChoice choice() {
    return BackendChoice.SPARK;
  }

  @Override
  public Backend open(BackendOptions options, Progress progress) {
    SparkConf configuration = new SparkConf();
    if (!configuration.contains("spark.master")) {
      throw new BackendUnavailableException(
          "back end spark needs a cluster: start the program by docker/spark/submit.sh");
    }
    if (options.precision() == Precision.SINGLE) {
      throw new IllegalArgumentException("back end spark computes in double precision only");
    }
    configuration.setIfMissing("spark.app.name", "ntk");
    // What pairs give is added as it comes; Spark would count all of it as if it were kept.
    configuration.setIfMissing("spark.driver.maxResultSize", "0");
    JavaSparkContext context = new JavaSparkContext(configuration);
    context.setLogLevel("WARN");
    return new SparkBackend(context, TaskMachine.of(options), progress);
  }
}
