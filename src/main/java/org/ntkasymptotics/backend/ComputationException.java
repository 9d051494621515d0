package org.ntkasymptotics.backend;

/** A computation failed; the one-line message says what, at which stage, and what to try. */
public final class ComputationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Message: what failed, at which stage, what to try. */
  public ComputationException(String message) {
    super(message);
  }

  /** The same with the cause that was met. */
  public ComputationException(String message, Throwable cause) {
    super(message, cause);
  }
}
