/**
 * Station: points (M, d) and how they are drawn, their density, and the initial error δf (M).
 *
 * <p>In come two specs, a {@link org.ntkasymptotics.data.Distribution} and a {@link
 * org.ntkasymptotics.data.Target}, and the {@link org.ntkasymptotics.random.Seeds}; out go a {@link
 * org.ntkasymptotics.data.Dataset} and an array of M values, to {@link org.ntkasymptotics.kernel},
 * {@link org.ntkasymptotics.backend} and, with the density, {@link org.ntkasymptotics.theory}.
 * Streams are named "data/centres", "data/points", "target/network" and "target/covariance".
 */
package org.ntkasymptotics.data;
