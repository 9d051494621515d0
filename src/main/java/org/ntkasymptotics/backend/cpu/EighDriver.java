package org.ntkasymptotics.backend.cpu;

/**
 * Which LAPACK routine finds eigenvectors. Workspace lengths are 32-bit integers in LAPACK's
 * interface: dsyevd needs 1 + 6n + 2n² doubles, more than that from n = 32,767 on, so there dsyevr,
 * whose workspace is linear in n, takes over (it is slower and needs a second n × n matrix).
 */
enum EighDriver {
  /** Divide and conquer, vectors in place. */
  DSYEVD,
  /** Relatively robust representations, vectors beside the matrix. */
  DSYEVR;

  /** The largest n for which the length of dsyevd's workspace is an int. */
  static final long DSYEVD_UP_TO = 32_766;

  /** The driver for order n. */
  static EighDriver of(long n) {
    return doubles(n) <= Integer.MAX_VALUE ? DSYEVD : DSYEVR;
  }

  /** Length of dsyevd's workspace. */
  static long doubles(long n) {
    return 1 + 6 * n + 2 * n * n;
  }

  /** Bytes for matrix and workspace. */
  long bytes(long n) {
    return this == DSYEVD ? 8 * (n * n + doubles(n)) + 4 * (3 + 5 * n) : 8 * (2 * n * n + 80 * n);
  }
}
