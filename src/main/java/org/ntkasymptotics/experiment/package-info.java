/** The paths themselves, one class each: data to report. */
package org.ntkasymptotics.experiment;
