package org.ntkasymptotics.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be measured and how.
 *
 * @param operations in order
 * @param sizes M; empty: each operation's own
 * @param dimensions d of the points; the first is used with every M, the others with the middle one
 * @param widths N of the networks, likewise with the middle one first
 * @param machines "cpu" and "cuda"
 * @param threads of the processor
 * @param rounds each in fresh processes, ours and the peers' in turn
 * @param quick small sizes
 * @param peers whether the peers are measured
 * @param python that has the peers' libraries
 * @param cudaLibs where CUDA's libraries are, if not in the usual places
 * @param minutes after which nothing new is begun
 */
public record Options(
    List<Operation> operations,
    List<Integer> sizes,
    List<Integer> dimensions,
    List<Integer> widths,
    List<String> machines,
    int threads,
    int rounds,
    boolean quick,
    boolean peers,
    String python,
    Optional<Path> cudaLibs,
    double minutes) {
  /** The kernel that scikit-learn has, too. */
  static final String LAPLACE = "laplace:length=1.0";
}
