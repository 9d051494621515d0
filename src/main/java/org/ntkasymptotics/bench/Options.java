package org.ntkasymptotics.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * What is to be measured and how.
 *
 * @param operations in order
 * @param sizes M; empty: each operation's own
 * @param dimensions d of the points; the first is used with every M, the others with the middle one
 * @param widths N of the networks, likewise
 * @param hidden layers of the networks, likewise
 * @param kernels of gram, likewise; the first is product's, too
 * @param machines "cpu" and "cuda"
 * @param threads of the processor
 * @param rounds each in fresh processes, ours and the peers' in turn
 * @param quick small sizes
 * @param peers whether the peers are measured
 * @param python that has the peers' libraries
 * @param cudaLibs where CUDA's libraries are, if not in the usual places
 * @param minutes within which it is to end: what would take longer is left out
 */
public record Options(
    List<Operation> operations,
    List<Integer> sizes,
    List<Integer> dimensions,
    List<Integer> widths,
    List<Integer> hidden,
    List<String> kernels,
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

  /**
   * Writes the kernels out in full.
   *
   * @throws IllegalArgumentException for what is no kernel
   */
  public Options {
    if (kernels.stream().anyMatch(kernel -> kernel.startsWith("empirical"))) {
      throw new IllegalArgumentException(
          "--kernel: the kernel of a finite network is for the points of its own dimension alone,"
              + " expected another one");
    }
    kernels = kernels.stream().map(kernel -> NtkKernel.from(kernel, 1, 1).spec()).toList();
  }
}
