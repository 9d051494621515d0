package org.ntkasymptotics.krylov;

import java.util.Optional;

/** Where the blocks of an iteration are kept as they are made, and found again. */
public interface LanczosStore {

  /** Keeps nothing. */
  LanczosStore NONE =
      new LanczosStore() {
        @Override
        public Optional<LanczosBlock> block(int number) {
          return Optional.empty();
        }

        @Override
        public void save(int number, LanczosBlock block) {}
      };

  /** The block kept under a number, 0 that of the start vectors. */
  Optional<LanczosBlock> block(int number);

  /** Keeps a block; whole or not at all. */
  void save(int number, LanczosBlock block);
}
