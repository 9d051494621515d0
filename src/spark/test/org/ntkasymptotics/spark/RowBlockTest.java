package org.ntkasymptotics.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowBlockTest {
  @Test
  void blocksCoverTheRowsOnce() {
    for (int[] c : new int[][] {{10, 0, 10, 3}, {7, 2, 7, 64}, {100_000, 17, 99_991, 8}}) {
      int next = c[1];
      for (RowBlock block : RowBlock.covering(c[0], c[1], c[2], c[3], 1)) {
        assertEquals(next, block.from());
        assertTrue(block.rows() > 0);
        next = block.to();
      }
      assertEquals(c[2], next);
    }
    assertEquals(List.of(), RowBlock.covering(10, 4, 4, 3, 1));
  }

  @Test
  void smallProductsGiveEachSlotOneBlockAndLargeOnesAMinuteAtMost() {
    assertEquals(8, RowBlock.covering(1000, 0, 1000, 8, 1).size());
    assertEquals(32, RowBlock.covering(200_000, 0, 200_000, 8, 1).size());
    int many = 10_000_000;
    for (int cores : new int[] {1, 8}) {
      List<RowBlock> large = RowBlock.covering(many, 0, many, 4, cores);
      long entries = (long) large.get(0).rows() * many;
      assertTrue(entries <= cores * RowBlock.ENTRIES_AT_MOST, entries + " entries");
      assertTrue(entries > cores * RowBlock.ENTRIES_AT_MOST / 2, entries + " entries");
    }
  }
}
