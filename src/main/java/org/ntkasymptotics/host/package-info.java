/**
 * The computer that the program runs on, as far as every room may need it: files that are written
 * whole or not at all and read only if they are what they should be, its memory and that of the
 * JVM, and excerpts of what was given.
 */
package org.ntkasymptotics.host;
