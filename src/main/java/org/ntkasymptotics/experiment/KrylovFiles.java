package org.ntkasymptotics.experiment;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ntkasymptotics.krylov.BlockTridiagonal;
import org.ntkasymptotics.krylov.LanczosBlock;
import org.ntkasymptotics.krylov.LanczosStore;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.report.RunDirectory;

/**
 * An iteration in the run directory: {@code FOLDER/block-N.npy} while it runs, then {@code
 * FOLDER/tridiagonal.npy} alone. Each file appears whole.
 *
 * @param directory of the run
 * @param folder of the iteration within it
 * @param notes is told of files that are damaged, one line each
 */
record KrylovFiles(RunDirectory directory, String folder, Consumer<String> notes)
    implements LanczosStore {

  @Override
  public Optional<LanczosBlock> block(int number) {
    return read(name(number), LanczosBlock::from);
  }

  @Override
  public void save(int number, LanczosBlock block) {
    directory.write(name(number), path -> NpyFile.write(path, block.packed()));
  }

  /** Whether only the small matrix is kept. */
  boolean isFinished() {
    return directory.has(folder + "/tridiagonal.npy");
  }

  /** The small matrix of a finished iteration. */
  Optional<BlockTridiagonal> matrix() {
    return read(folder + "/tridiagonal.npy", BlockTridiagonal::from);
  }

  /** Keeps the small matrix in place of the vectors. */
  void finish(BlockTridiagonal matrix) {
    directory.write(folder + "/tridiagonal.npy", path -> NpyFile.write(path, matrix.packed()));
    for (int k = 0; k <= matrix.steps(); k++) {
      directory.remove(name(k));
    }
  }

  /** Removes all of it, the last block first: stopped half-way, it leaves no gap. */
  void discard() {
    directory.remove(folder + "/tridiagonal.npy");
    int blocks = 0;
    while (directory.has(name(blocks))) {
      blocks++;
    }
    for (int k = blocks - 1; k >= 0; k--) {
      directory.remove(name(k));
    }
  }

  /** Whole, or computed again: a disk may have lost the end of what it had promised to keep. */
  private <T> Optional<T> read(String name, Function<RowMatrix, T> form) {
    if (!directory.has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(form.apply(NpyFile.read(directory.pathFor(name))));
    } catch (IllegalArgumentException e) {
      notes.accept(e.getMessage() + "; it is computed again");
      return Optional.empty();
    }
  }

  private String name(int number) {
    return folder + "/block-" + number + ".npy";
  }
}
