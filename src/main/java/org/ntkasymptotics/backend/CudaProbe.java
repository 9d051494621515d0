package org.ntkasymptotics.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for a CUDA device and says why there is none to use. */
public final class CudaProbe {
  private static final String DRIVER = "libcuda.so.1";

  private CudaProbe() {}

  /** Why CUDA cannot be used, in one clause; never empty in a build without a CUDA back end. */
  public static String whyNot() {
    String driver =
        driverPaths().stream()
            .filter(Files::exists)
            .findFirst()
            .map(p -> "a driver library was found at " + p)
            .orElse("no driver library " + DRIVER + " was found");
    return "this build has no CUDA back end yet, and " + driver;
  }

  /** Where the driver library was looked for, in order. */
  public static List<Path> driverPaths() {
    List<Path> paths = new ArrayList<>();
    String search = System.getenv("LD_LIBRARY_PATH");
    if (search != null) {
      for (String directory : search.split(":", -1)) {
        if (!directory.isEmpty()) {
          paths.add(Path.of(directory, DRIVER));
        }
      }
    }
    for (String directory :
        List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/lib/wsl/lib",
            "/usr/local/nvidia/lib64",
            "/usr/local/cuda/compat")) {
      paths.add(Path.of(directory, DRIVER));
    }
    return paths;
  }
}
