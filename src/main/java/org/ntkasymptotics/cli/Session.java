package org.ntkasymptotics.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.Experiment;

/**
 * One start of the program, as its commands see it.
 *
 * @param console where to write
 * @param interrupts what to say on Ctrl-C
 * @param experiments finds the one that a configuration asks for
 * @param arguments the command line
 * @param environment variables
 */
record Session(
    Console console,
    Interrupts interrupts,
    Function<ExperimentConfig, Experiment> experiments,
    List<String> arguments,
    Map<String, String> environment) {

  /** The command line for the shell, quoted where that is needed. */
  String commandLine() {
    return "./ntk " + arguments.stream().map(Session::quoted).collect(Collectors.joining(" "));
  }

  /** A word as the shell takes it. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
