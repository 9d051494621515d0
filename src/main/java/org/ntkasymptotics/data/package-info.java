/**
 * Station: points (M, d) and how they are drawn, their density, and the initial error δf (M). Goes
 * to {@link org.ntkasymptotics.kernel} and {@link org.ntkasymptotics.backend}.
 */
package org.ntkasymptotics.data;
