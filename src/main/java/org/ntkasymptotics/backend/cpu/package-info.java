/** The CPU as a machine: gram, eigh, modes, product and descent on this computer. */
package org.ntkasymptotics.backend.cpu;
