/**
 * Storage with the layout in its name: what the stations hand each other. Points are a {@link
 * org.ntkasymptotics.linalg.RowMatrix} (M, d).
 */
package org.ntkasymptotics.linalg;
