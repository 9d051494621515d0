/**
 * Measurements of speed: what is to be measured goes in, times of the engine and of its peers come
 * out, as {@link org.ntkasymptotics.bench.BenchResults} and as a page of {@link
 * org.ntkasymptotics.report}.
 *
 * <p>The engine's own times come from the JMH benchmarks in {@code benchmarks/}, each in a fresh
 * JVM; the peers' from programs in {@code benchmarks/peers/} that answer line by line.
 */
package org.ntkasymptotics.bench;
