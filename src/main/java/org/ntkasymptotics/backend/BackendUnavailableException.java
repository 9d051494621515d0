package org.ntkasymptotics.backend;

/** The back end asked for is not there; the one-line message says what is missing. */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Message: what was asked for, what was missing, what to do. */
  public BackendUnavailableException(String message) {
    super(message);
  }

  /** The same with the cause that was met. */
  public BackendUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
