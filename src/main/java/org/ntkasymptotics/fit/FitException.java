package org.ntkasymptotics.fit;

/**
 * A series that cannot be fitted as asked; the message states the rule, the values met and the way
 * out.
 */
public final class FitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One line. */
  public FitException(String message) {
    super(message);
  }
}
