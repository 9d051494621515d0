package org.ntkasymptotics.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ntkasymptotics.linalg.RowMatrix;

/** Points whose kernel matrices are hard for eigensolvers in some way. */
final class EigenCases {
  private EigenCases() {}

  /** Names and points; {@code n} sets the size of the larger ones. */
  static Map<String, RowMatrix> of(int n) {
    Map<String, RowMatrix> cases = new LinkedHashMap<>();
    cases.put("Gaussian, d = 2", Samples.gaussian(n, 2, 1));
    cases.put("Gaussian, d = 7", Samples.gaussian(n, 7, 2));
    cases.put("duplicates: rank-deficient", Samples.withDuplicates(n, 2, 3));
    cases.put("all points coincide: rank one", RowMatrix.zeros(n, 2));
    cases.put("circle: every eigenvalue but one or two double", Samples.circle(n));
    cases.put("two clusters", clusters(n));
    return cases;
  }

  private static RowMatrix clusters(int n) {
    RowMatrix x = Samples.gaussian(n, 1, 4);
    for (int i = 0; i < n; i++) {
      x.set(i, 0, (i % 2 == 0 ? 1e3 : -1e-3) + 1e-6 * x.get(i, 0));
    }
    return x;
  }
}
