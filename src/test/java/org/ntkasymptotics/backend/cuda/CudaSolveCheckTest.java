package org.ntkasymptotics.backend.cuda;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.SolveCheck;
import org.ntkasymptotics.backend.SolveCheckContract;
import org.ntkasymptotics.linalg.SymmetricMatrix;

class CudaSolveCheckTest extends SolveCheckContract {

  /** A column is summed by 256 threads. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 256, 257, 258, 600);
  }

  @Override
  protected SolveCheck measured(SymmetricMatrix given) {
    Optional<Path> libraries =
        TestDevice.isGpu() ? Optional.empty() : Optional.of(TestDevice.emulated());
    LibrarySearch search = LibraryLocator.ofThisMachine(libraries).search();
    CudaDiagnosis.Usable usable = new CudaDiagnosis(search, 0).usable();
    int n = given.size();
    try (CudaContext context = new CudaContext(usable.device());
        CudaMatrix matrix = new CudaMatrix(context, Precision.DOUBLE, n)) {
      for (int j = 0; j < n; j++) {
        matrix.memory().upload("test", (long) j * n, given.lowerRow(j), 0, j + 1);
      }
      return CudaSolveCheck.of(matrix, context, new KernelModule(context, usable.image()));
    }
  }
}
