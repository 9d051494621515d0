package org.ntkasymptotics.linalg;

/**
 * A file, or numbers handed over, that cannot be used. The message is one line: where (file, row,
 * column), the rule, what was met, the way out.
 */
public final class InvalidDataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the one-line message. */
  public InvalidDataException(String message) {
    super(message);
  }

  /** With the one-line message and what led to it. */
  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
