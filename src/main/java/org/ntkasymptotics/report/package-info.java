/** Station: the end of the path. Results in; run directory, tables, plots and HTML report out. */
package org.ntkasymptotics.report;
