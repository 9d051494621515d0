package org.ntkasymptotics.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where the system keeps a user's data: {@code $XDG_DATA_HOME}, else {@code ~/.local/share}; {@code
 * ~/Library/Application Support} on macOS, {@code %LOCALAPPDATA%} on Windows.
 */
public final class UserData {
  private static final String OURS = "ntk-asymptotics";

  private UserData() {}

  /** This user's directory for the MNIST files; it need not exist. */
  public static Path mnist() {
    return directory(
            System::getenv,
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home")).toAbsolutePath())
        .resolve("mnist");
  }

  static Path directory(UnaryOperator<String> environment, String system, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve(OURS);
    }
    boolean windows = name.startsWith("windows");
    String given = environment.apply(windows ? "LOCALAPPDATA" : "XDG_DATA_HOME");
    // Relative paths are to be ignored, says the XDG specification.
    if (given != null && !given.isEmpty() && Path.of(given).isAbsolute()) {
      return Path.of(given).resolve(OURS);
    }
    Path usual = windows ? Path.of("AppData", "Local") : Path.of(".local", "share");
    return home.resolve(usual).resolve(OURS);
  }
}
