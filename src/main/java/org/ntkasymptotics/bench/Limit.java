package org.ntkasymptotics.bench;

/** What bounds an operation's speed; measured in the same run. */
enum Limit {
  /** Filling fresh memory; on a device, copying. Bytes a second. */
  MEMORY("memory", "memory"),
  /** Products of matrices in double precision. Operations a second. */
  DOUBLE("double GEMM", "gemmDouble"),
  /** The same in single precision. */
  SINGLE("single GEMM", "gemmSingle");

  private final String label;
  private final String method;

  Limit(String label, String method) {
    this.label = label;
    this.method = method;
  }

  /** Its key in the results. */
  String label() {
    return label;
  }

  /** The benchmark's method that measures it. */
  String method() {
    return method;
  }
}
