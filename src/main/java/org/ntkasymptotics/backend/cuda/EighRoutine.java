package org.ntkasymptotics.backend.cuda;

/** A routine of cuSOLVER that gives all eigenvalues and eigenvectors from the upper triangle. */
interface EighRoutine {

  /**
   * What it works in besides the matrix and the eigenvalues.
   *
   * @param deviceBytes in device memory
   * @param hostBytes in this computer's memory
   */
  record Workspace(long deviceBytes, long hostBytes) {}

  /** Its name and how it counts, such as "Xsyevd (64-bit)". */
  String title();

  /** The largest order that its counts can express. */
  int largest();

  /** For order n. */
  Workspace workspace(int n);

  /**
   * Eigenvalues, smallest first, to {@code values}; eigenvectors over the matrix, column by column.
   *
   * @param work at least {@link Workspace#deviceBytes()}
   */
  void solve(int n, DeviceArray matrix, DeviceArray values, DeviceArray work);
}
