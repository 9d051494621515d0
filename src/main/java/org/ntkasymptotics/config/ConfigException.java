package org.ntkasymptotics.config;

/**
 * An experiment's description that cannot be used. The message is one line: where (file, line and
 * column, or the option), which key, what was expected, what was met.
 */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the one-line message. */
  public ConfigException(String message) {
    super(message);
  }

  /** With the one-line message and what led to it. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
