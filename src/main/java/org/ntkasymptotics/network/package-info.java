/**
 * Finite networks as values: shape, initial weights, how to train and what training measured. Goes
 * to {@link org.ntkasymptotics.backend}.
 */
package org.ntkasymptotics.network;
