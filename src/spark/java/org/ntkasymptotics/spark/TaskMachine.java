package org.ntkasymptotics.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Progress;

/**
 * The machine of one task: the GPU that Spark gives it, where the resource {@code gpu} is asked for
 * ({@code spark.task.resource.gpu.amount=1}), else as many cores as {@code spark.task.cpus} says.
 *
 * @param cudaLibs folder of the CUDA libraries on executors; empty: the usual places
 */
record TaskMachine(String cudaLibs) implements Serializable {

  /** What Spark's configuration calls GPUs. */
  static final String GPU = "gpu";

  /** Where executors look for CUDA's libraries. */
  static TaskMachine of(BackendOptions options) {
    return new TaskMachine(options.cudaLibs().map(Path::toString).orElse(""));
  }

  /** The machine of the task that runs in this thread. */
  BackendOptions options(TaskContext task) {
    Optional<Integer> device = device(task.resourcesJMap());
    BackendOptions options =
        BackendOptions.of(device.isPresent() ? BackendChoice.CUDA : BackendChoice.CPU, task.cpus())
            .withDevice(device.orElse(0));
    return cudaLibs.isEmpty() ? options : options.withCudaLibs(Path.of(cudaLibs));
  }

  /** Opens it. */
  Backend open(TaskContext task) {
    return Backends.open(options(task), Progress.NONE);
  }

  /**
   * Index of the device that Spark gives a task.
   *
   * @throws IllegalArgumentException for an address that is no index, such as a UUID
   */
  static Optional<Integer> device(Map<String, ResourceInformation> resources) {
    ResourceInformation gpu = resources.get(GPU);
    if (gpu == null || gpu.addresses().length == 0) {
      return Optional.empty();
    }
    String address = gpu.addresses()[0];
    if (!address.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "Spark's resource gpu must have devices' indices as addresses (the discovery script says"
              + " them); got \""
              + address
              + "\"");
    }
    return Optional.of(Integer.valueOf(address));
  }
}
