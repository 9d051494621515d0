package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BlockColumnsTest {

  /** Around one, two and several block columns of 128, and of 256 from 2048 on. */
  private static final int[] SIZES = {1, 2, 127, 128, 129, 256, 300, 2048, 2049, 2303, 2304};

  @Test
  void everyEntryHasAPlaceOfItsOwnWithinTheStorage() {
    for (int n : SIZES) {
      try (BlockColumns lower = new BlockColumns(n)) {
        int length = Math.toIntExact(lower.memory().length());
        assertEquals(BlockColumns.length(n), length);
        BitSet taken = new BitSet(length);
        for (int j = 0; j < n; j++) {
          for (int i = j; i < n; i++) {
            int index = Math.toIntExact(lower.index(i, j));
            assertTrue(index < length && !taken.get(index), i + ", " + j + " of " + n);
            taken.set(index);
          }
        }
        assertTrue(length - taken.cardinality() <= (long) n * lower.width() / 2, "waste, " + n);
      }
    }
  }

  @Test
  void blockColumnsAreOrdinaryMatrices() {
    try (BlockColumns lower = new BlockColumns(300)) {
      for (int j : new int[] {0, 127, 128, 255, 256, 299}) {
        int origin = lower.origin(j);
        assertEquals(j / 128 * 128, origin);
        assertEquals(Math.min(300, origin + 128), lower.end(j));
        long first = lower.index(origin, origin);
        assertEquals(
            first + (long) (j - origin) * lower.stride(j) + (299 - origin), lower.index(299, j));
      }
    }
  }

  @Test
  void theSquareHasTheSameLowerTriangle() {
    int n = 260;
    try (BlockColumns lower = new BlockColumns(n)) {
      for (int j = 0; j < n; j++) {
        for (int i = j; i < n; i++) {
          lower.at(i, j).put(1000.0 * i + j);
        }
      }
      try (NativeMemory square = lower.toSquare()) {
        for (int j = 0; j < n; j++) {
          for (int i = j; i < n; i++) {
            assertEquals(1000.0 * i + j, square.at((long) j * n + i).get());
          }
        }
      }
    }
  }

  @Test
  void useAfterCloseIsRefused() {
    CpuMatrix matrix = new CpuMatrix(3);
    matrix.intoSquare().close();
    assertThrows(IllegalStateException.class, matrix::lower);
    matrix.close();
  }

  @Test
  void aBandThatDoesNotFitTheBlocksIsRefused() {
    try (BlockColumns lower = new BlockColumns(300);
        NativeMemory none = new NativeMemory(0)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new BandReduction(lower, 5, none, 0, new Workers(1)));
    }
  }
}
