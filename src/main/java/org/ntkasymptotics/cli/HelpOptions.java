package org.ntkasymptotics.cli;

import picocli.CommandLine.Option;

/** Options of every command. */
final class HelpOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(names = "--stacktrace", description = "Show the stack trace of an error.")
  boolean stackTrace;
}
