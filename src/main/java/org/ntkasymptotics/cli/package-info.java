/** The command line: the only room that prints. */
package org.ntkasymptotics.cli;
