package org.ntkasymptotics.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.bench.JmhRun.FailedException;
import org.ntkasymptotics.config.EngineVersion;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.WholeFile;

/** One measurement from its options to its results. */
public final class Bench implements AutoCloseable {
  private final Options options;
  private final String command;
  private final Path out;
  private final Children children = new Children();
  private final Map<String, String> machine = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> ceilings = new LinkedHashMap<>();
  private final Plan plan;
  private final BenchmarkJars jars;

  /**
   * Checks everything that can be checked before the work.
   *
   * @param command that asks for it, for the results
   * @param out a directory; made if it is not there
   * @throws IllegalArgumentException for what cannot be done
   * @throws org.ntkasymptotics.backend.BackendUnavailableException if a machine is not there
   */
  public Bench(Options options, String command, Path out) {
    this.options = options;
    this.command = command;
    this.out = out;
    jars = BenchmarkJars.ofThisEngine();
    describe();
    Map<String, Backend> backends = new LinkedHashMap<>();
    try {
      for (String name : options.machines()) {
        backends.put(name, open(name));
        describe(name, backends.get(name));
      }
      plan = Plan.of(options, backends);
    } finally {
      backends.values().forEach(Backend::close);
    }
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--out " + out + " cannot be made: " + FileFailure.why(e), e);
    }
  }

  private Backend open(String name) {
    return Backends.open(
        new BackendOptions(
            BackendChoice.from(name),
            options.threads(),
            Devices.FIRST,
            options.cudaLibs(),
            Precision.DOUBLE),
        Progress.NONE);
  }

  private void describe() {
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("Java", EngineVersion.java());
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("threads", Integer.toString(options.threads()));
    machine.put("rounds", Integer.toString(options.rounds()));
    double load =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    machine.put("load before", String.format(Locale.ROOT, "%.2f", load));
  }

  private void describe(String name, Backend backend) {
    machine.put(name, backend.info().device());
    backend
        .info()
        .properties()
        .forEach(
            (key, value) -> {
              if (!key.equals("cores") && !key.equals("JVM")) {
                machine.put(name + " " + key, value);
              }
            });
    if (name.equals("cuda")) {
      NvidiaSmi.fields(children).forEach((key, value) -> machine.put("cuda " + key, value));
    }
  }

  /** Builds the benchmarks if that is needed, and measures; the file of results grows meanwhile. */
  public BenchResults run(Progress progress) {
    long began = System.nanoTime();
    progress.report("benchmarks", 0, "building them where they are old");
    jars.build(children);
    try (Programs programs = new Programs(options, jars, children)) {
      Forecast forecast =
          new Forecast(() -> 1e-9 * (System.nanoTime() - began), 60 * options.minutes());
      BenchSession session = new BenchSession(options, plan, programs, forecast, progress);
      for (String name : options.machines()) {
        progress.report("ceilings of " + name, 0, "memory, products of matrices");
        ceilings.put(name, programs.ceilings(name));
      }
      session.run(now -> write(results(now, programs)));
      BenchResults results = results(session, programs);
      write(results);
      return results;
    } catch (FailedException e) {
      throw new IllegalArgumentException(
          "the ceilings of the machine could not be measured: " + e.getMessage(), e);
    }
  }

  private BenchResults results(BenchSession session, Programs programs) {
    EngineVersion engine = EngineVersion.current();
    return new BenchResults(
        LocalDate.now(ZoneId.systemDefault()).toString(),
        engine.version(),
        engine.revision(),
        command,
        machine,
        programs.versions(),
        ceilings,
        session.timings(),
        session.notes());
  }

  private void write(BenchResults results) {
    try {
      byte[] json = results.toJson().getBytes(StandardCharsets.UTF_8);
      WholeFile.write(out.resolve(BenchResults.FILE), file -> Files.write(file, json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends whatever runs, from another thread. */
  public void stop() {
    children.endAll();
  }

  @Override
  public void close() {
    children.close();
  }
}
