/** Seeds with named streams: every random number of a run comes from here. */
package org.ntkasymptotics.random;
