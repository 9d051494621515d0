package org.ntkasymptotics.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Environment variables of the processes that measure. */
final class Environment {
  /** What the launcher sets for the engine: large pages, and OpenBLAS's threads not spinning. */
  static final Map<String, String> OURS =
      Map.of("OPENBLAS_THREAD_TIMEOUT", "4", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

  private static final List<String> THREADS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS");

  private Environment() {}

  /** A peer's, with as many threads as the engine has; numpy asks for large pages by itself. */
  static Map<String, String> ofPeer(int threads) {
    Map<String, String> environment = new LinkedHashMap<>();
    THREADS.forEach(name -> environment.put(name, Integer.toString(threads)));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    return environment;
  }
}
