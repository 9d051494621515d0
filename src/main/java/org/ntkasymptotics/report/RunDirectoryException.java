package org.ntkasymptotics.report;

/**
 * A run directory that cannot be written or read; the one-line message says why and the way out.
 */
public class RunDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the one-line message. */
  public RunDirectoryException(String message) {
    super(message);
  }

  /** With the one-line message and what led to it. */
  public RunDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
