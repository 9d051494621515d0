package org.ntkasymptotics.cli;

/** How the program ends, for scripts. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_INPUT = 2;
  static final int NO_BACKEND = 3;

  /** Added to the number of the signal that ended the program. */
  static final int SIGNAL = 128;

  private ExitCode() {}
}
