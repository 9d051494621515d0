/**
 * Storage with the layout in its name, what the stations hand each other: points are a {@link
 * org.ntkasymptotics.linalg.RowMatrix} (M, d), kernels a {@link
 * org.ntkasymptotics.linalg.SymmetricMatrix} (M, M). Beside it the files that hold such arrays
 * ({@link org.ntkasymptotics.linalg.NpyFile}, {@link org.ntkasymptotics.linalg.CsvFile}), loops
 * over them with the same bits on any number of threads ({@link
 * org.ntkasymptotics.linalg.ParallelRanges}), and {@link
 * org.ntkasymptotics.linalg.PivotedCholesky}.
 */
package org.ntkasymptotics.linalg;
