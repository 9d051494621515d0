/**
 * Station: series of numbers in, exponent, constant, interval and window out. Comes from {@link
 * org.ntkasymptotics.spectrum}, goes to {@link org.ntkasymptotics.report}.
 */
package org.ntkasymptotics.fit;
