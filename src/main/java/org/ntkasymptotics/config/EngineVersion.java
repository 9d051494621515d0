package org.ntkasymptotics.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built, for {@code --version}, {@code doctor} and every run's summary.
 *
 * @param version of the build
 * @param revision git revision, "-dirty" behind it if there were local changes; "unknown" outside
 *     of git
 */
public record EngineVersion(String version, String revision) {

  /** Of this build. */
  public static EngineVersion current() {
    Properties properties = new Properties();
    try (InputStream in = EngineVersion.class.getResourceAsStream("/ntk-version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EngineVersion(known(properties, "version"), known(properties, "revision"));
  }

  /** The Java that runs, in words. */
  public static String java() {
    return System.getProperty("java.version")
        + " ("
        + System.getProperty("java.vendor")
        + ", "
        + System.getProperty("java.vm.name")
        + ")";
  }

  private static String known(Properties properties, String key) {
    String value = properties.getProperty(key, "").strip();
    return value.isEmpty() || value.contains("${") ? "unknown" : value;
  }
}
