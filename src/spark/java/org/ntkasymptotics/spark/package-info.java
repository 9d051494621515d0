/**
 * Many machines as one, by Apache Spark: products of kernel and vectors from pairs of spans of points on executors, and the points
 * of a sweep as tasks. Comes with the Maven profile {@code spark} only; {@link org.ntkasymptotics.backend.Backends}
 * finds it as a service.
 */
package org.ntkasymptotics.spark;
