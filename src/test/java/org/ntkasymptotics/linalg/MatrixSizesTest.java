package org.ntkasymptotics.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.host.JavaHeap;

/** Matrices that no array or heap can hold are refused with the size that would do. */
class MatrixSizesTest {

  @Test
  void aRowMatrixBeyondOneArrayNamesTheRowsThatFit() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> RowMatrix.zeros(46_341, 46_341));
    assertTrue(e.getMessage().contains("at most 46340 rows"), e.getMessage());
    assertEquals(46_340 * 46_340, RowMatrix.requireSize(46_340, 46_340));
    assertEquals(0, RowMatrix.requireSize(Integer.MAX_VALUE, 0));
    assertThrows(IllegalArgumentException.class, () -> RowMatrix.requireSize(-1, 5));
  }

  @Test
  void aSymmetricMatrixBeyondTheHeapNamesTheOrderThatFits() {
    long heap = JavaHeap.most();
    int fits = SymmetricMatrix.largestOrder(heap);
    Exception e = assertThrows(IllegalArgumentException.class, () -> new SymmetricMatrix(fits + 1));
    assertTrue(e.getMessage().contains("at most order " + fits), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new SymmetricMatrix(-1));
  }

  @Test
  void theLargestOrderIsExact() {
    for (int n : new int[] {0, 1, 2, 3, 1000, 46_341, 100_000}) {
      assertEquals(n, SymmetricMatrix.largestOrder(SymmetricMatrix.bytes(n)));
      assertEquals(n, SymmetricMatrix.largestOrder(SymmetricMatrix.bytes(n + 1) - 1));
    }
  }

  @Test
  void rowsAreChosenByValidIndicesOnly() {
    RowMatrix m = RowMatrix.of(new double[] {1, 2}, new double[] {3, 4});
    assertArrayEquals(new double[] {3, 4, 1, 2}, m.selectRows(new int[] {1, 0}).array());
    assertThrows(IndexOutOfBoundsException.class, () -> m.selectRows(new int[] {2}));
    assertThrows(IllegalArgumentException.class, RowMatrix::of);
    assertThrows(
        IllegalArgumentException.class, () -> RowMatrix.of(new double[] {1}, new double[2]));
  }
}
