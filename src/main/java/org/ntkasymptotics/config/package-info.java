/**
 * Station: the start of the path. YAML in, records of the stations' own specifications out, and
 * back: {@link org.ntkasymptotics.config.ConfigSource} reads a file and the options that override
 * it, {@link org.ntkasymptotics.config.ExperimentConfig} is the result and writes itself. Goes to
 * the experiments.
 */
package org.ntkasymptotics.config;
