package org.ntkasymptotics.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run was made with.
 *
 * @param version of the program
 * @param revision of its source; empty if unknown
 * @param backend that computed
 * @param backendReason why it was chosen
 * @param device it ran on
 * @param wallSeconds seconds by stage, in order
 * @param peakMemoryBytes largest resident memory; 0 if unknown
 * @param started when
 * @param command line that reproduces the run
 * @param jvm the Java virtual machine
 * @param os the operating system
 */
public record Manifest(
    String version,
    String revision,
    String backend,
    String backendReason,
    String device,
    Map<String, Double> wallSeconds,
    long peakMemoryBytes,
    Instant started,
    String command,
    String jvm,
    String os) {

  /** Copies. */
  public Manifest {
    wallSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(wallSeconds));
  }

  /** The same made by another command. */
  Manifest withCommand(String other) {
    return new Manifest(
        version,
        revision,
        backend,
        backendReason,
        device,
        wallSeconds,
        peakMemoryBytes,
        started,
        other,
        jvm,
        os);
  }

  /** Wall time of all stages together, in seconds. */
  public double seconds() {
    return wallSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** A manifest with the virtual machine and system of this process. */
  public static Manifest ofThisMachine(
      String version,
      String revision,
      String backend,
      String backendReason,
      String device,
      Map<String, Double> wallSeconds,
      long peakMemoryBytes,
      Instant started,
      String command) {
    String jvm = System.getProperty("java.vm.name") + " " + Runtime.version();
    String os =
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch");
    return new Manifest(
        version,
        revision,
        backend,
        backendReason,
        device,
        wallSeconds,
        peakMemoryBytes,
        started,
        command,
        jvm,
        os);
  }
}
