package org.ntkasymptotics.report;

/** Another process is working in the run directory. */
public final class RunBusyException extends RunDirectoryException {
  private static final long serialVersionUID = 1L;

  /** With the one-line message. */
  public RunBusyException(String message) {
    super(message);
  }
}
