package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;

/**
 * The device that tests run on: the emulated one of the build, or with {@code -Dntk.require=gpu}
 * the machine's own. Without a device tests are skipped with a line that says so, unless {@code
 * -Dntk.require=emulated} (or gpu) makes that a failure.
 */
public final class TestDevice {
  private static final String REQUIRED = System.getProperty("ntk.require", "");
  private static final Path EMULATED =
      Path.of(System.getProperty("ntk.emulated-device", "target/emulated-device")).toAbsolutePath();
  private static final String SETTINGS = "NTK_EMULATED_DEVICE";

  private TestDevice() {}

  /** Opens the device in double precision. */
  public static Backend open(int threads) {
    return open(threads, Precision.DOUBLE);
  }

  /** Opens the device. */
  static Backend open(int threads, Precision precision) {
    return Backends.open(options(threads, Devices.FIRST, precision), Progress.NONE);
  }

  /** How to open some devices. */
  static BackendOptions options(int threads, Devices devices, Precision precision) {
    Optional<Path> libraries = isGpu() ? Optional.empty() : Optional.of(emulated());
    return new BackendOptions(BackendChoice.CUDA, threads, devices, libraries, precision);
  }

  /** Whether tests run on a real GPU. */
  static boolean isGpu() {
    return REQUIRED.equals("gpu");
  }

  /** Where the emulated device's libraries are; skips the test where there are none. */
  public static Path emulated() {
    if (isGpu()) {
      Assumptions.abort("needs the emulated device: this run is on a GPU");
    }
    requireBuilt(EMULATED.resolve("libcuda.so.1"), "emulated device");
    return EMULATED;
  }

  /** Skips the test, or fails it where that is asked for, without a file that g++ makes. */
  static void requireBuilt(Path file, String what) {
    if (Files.exists(file)) {
      return;
    }
    String missing = "no " + what + ": " + file + " is not there (built by Maven where g++ is)";
    if (REQUIRED.equals("emulated")) {
      fail(missing);
    }
    System.out.println("skipped: " + missing);
    Assumptions.abort(missing);
  }

  /** Has the emulated device behave as {@code key = value} lines say, from its next start on. */
  public static void behave(String... lines) {
    emulated();
    String file = System.getenv(SETTINGS);
    if (file == null) {
      fail("the build must name the settings of the emulated device in " + SETTINGS);
    }
    try {
      Files.writeString(Path.of(file), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
