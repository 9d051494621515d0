package org.ntkasymptotics.krylov;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.linalg.RowMatrix;

/** Blocks in memory, as packed files would hold them. */
final class KeptBlocks implements LanczosStore {
  final List<RowMatrix> packed = new ArrayList<>();

  @Override
  public Optional<LanczosBlock> block(int number) {
    return number < packed.size()
        ? Optional.of(LanczosBlock.from(packed.get(number)))
        : Optional.empty();
  }

  @Override
  public void save(int number, LanczosBlock block) {
    packed.add(number, block.packed());
  }

  /** The basis, one vector a row. */
  RowMatrix basis() {
    RowMatrix first = LanczosBlock.from(packed.get(0)).vectors();
    RowMatrix all = RowMatrix.zeros(packed.size() * first.rows(), first.columns());
    for (int k = 0; k < packed.size(); k++) {
      double[] rows = LanczosBlock.from(packed.get(k)).vectors().array();
      System.arraycopy(rows, 0, all.array(), k * rows.length, rows.length);
    }
    return all;
  }
}
