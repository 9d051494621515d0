package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.ProductContract;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

class CudaProductTest extends ProductContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** 64 rows and 512 columns a block, 32 columns a tile. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 31, 32, 33, 63, 64, 65, 97, 512, 513);
  }

  /** Two strips, one of two launches a side, and two bundles of vectors. */
  @Test
  void stripsAndRegionsMakeTheWhole() {
    int m = 1300;
    RowMatrix x = Samples.in(precision(), Samples.gaussian(m, 2, 1));
    RowMatrix v = Samples.in(precision(), Samples.gaussian(9, m, 2));
    ProductStrips strips = new ProductStrips(m, 1024, 512);
    try (CudaBackend backend = (CudaBackend) open(1);
        KernelProduct cut = backend.product(new ReluNtk(1, 1), x, strips)) {
      RowMatrix whole = Samples.product(backend, new ReluNtk(1, 1), x, v);
      RowMatrix parts = cut.apply(v);
      for (int k = 0; k < 9; k++) {
        // Sums of the same m terms in double precision, each at most the largest result times 4.
        double size = 4 * Arrays.stream(whole.row(k)).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < m; i++) {
          assertWithin(whole.get(k, i), parts.get(k, i), m * 0x1p-53 * size, "row " + i);
        }
      }
    }
  }

  @Test
  void stripsCoverAllPairsOnce() {
    for (int m : new int[] {1, 4095, 8192, 50_000, 1_000_000}) {
      long entries =
          ProductStrips.of(m).tasks(9).stream().mapToLong(ProductStrips.Task::entries).sum();
      assertEquals(2L * m * (m + 1L) / 2, entries, "two bundles of vectors, M = " + m);
    }
  }
}
