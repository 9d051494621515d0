package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/**
 * Blocks and threads may run in any order: no kernel reads what another block or, between two
 * barriers, another thread writes. A missing barrier shows as different bits.
 */
class CudaOrderTest {

  @AfterEach
  void behaveAgain() {
    TestDevice.behave();
  }

  /** Entries and products of few and many dimensions; eigenvalues check the norms by themselves. */
  private static List<double[]> results(String... settings) {
    TestDevice.behave(settings);
    List<double[]> results = new ArrayList<>();
    try (Backend backend = TestDevice.open(1)) {
      for (int d : new int[] {2, 5, 70}) {
        RowMatrix x = Samples.withDuplicates(131, d, d);
        results.add(
            Samples.product(backend, new ReluNtk(1, 1), x, Samples.gaussian(5, 131, 1)).array());
        try (BackendMatrix gram = backend.gram(new ReluNtk(1, 1), x)) {
          SymmetricMatrix host = gram.toHost();
          for (int i = 0; i < 131; i++) {
            results.add(host.lowerRow(i).clone());
          }
          backend.modes(gram, RowMatrix.zeros(0, 131));
        }
      }
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(strings = {"reversed", "shuffled"})
  void theOrderOfBlocksAndThreadsChangesNoBit(String order) {
    List<double[]> forward = results();
    List<double[]> other = results("block_order = " + order, "thread_order = " + order);
    for (int i = 0; i < forward.size(); i++) {
      assertArrayEquals(forward.get(i), other.get(i), order + ", array " + i);
    }
  }
}
