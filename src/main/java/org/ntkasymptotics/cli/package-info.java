/**
 * The command line, the only room that prints: options in, an {@link
 * org.ntkasymptotics.config.ExperimentConfig} to the experiments, their table or JSON out. Errors
 * are one line on standard error and an exit code.
 */
package org.ntkasymptotics.cli;
