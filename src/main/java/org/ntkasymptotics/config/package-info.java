/**
 * Station: the start of the path. YAML in, records of the stations' specifications out, and back.
 */
package org.ntkasymptotics.config;
