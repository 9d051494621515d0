package org.ntkasymptotics.backend.cpu;

import org.bytedeco.javacpp.DoublePointer;

/**
 * The lower triangle of a symmetric n × n matrix in native memory, stored block column after block
 * column: half the memory of the square, and every block is an ordinary column-major matrix.
 *
 * <p>Block column p holds columns p w … p w + w − 1 from row p w down, column-major with leading
 * dimension n − p w. The upper triangles of the w × w blocks on the diagonal are there but never
 * read.
 */
final class BlockColumns implements AutoCloseable {
  private final int size;
  private final int width;
  private final NativeMemory memory;

  /** Uninitialised storage of order n. */
  BlockColumns(int size) {
    this.size = size;
    this.width = width(size);
    this.memory = new NativeMemory(length(size));
  }

  /** w: wide enough for efficient products, narrow enough that many tiles share out the work. */
  static int width(long n) {
    return n >= 2048 ? 256 : 128;
  }

  /** Number of doubles that order n takes. */
  static long length(long n) {
    long w = width(n);
    long blocks = (n + w - 1) / w;
    long narrow = blocks * w - n;
    // Full blocks, less what the last one lacks in width.
    return w * (blocks * n - w * (blocks * (blocks - 1) / 2)) - narrow * (n - (blocks - 1) * w);
  }

  /** Order n. */
  int size() {
    return size;
  }

  /** w, columns of a block column (the last one may have fewer). */
  int width() {
    return width;
  }

  /** Where the block column of column j begins: its first column and row. */
  int origin(int j) {
    return j / width * width;
  }

  /** The end of the block column of column j: the column after its last. */
  int end(int j) {
    return Math.min(size, origin(j) + width);
  }

  /** Leading dimension in the block column of column j. */
  int stride(int j) {
    return size - origin(j);
  }

  /** Place of entry (i, j), i at or below {@link #origin} of j. */
  long index(int i, int j) {
    long p = j / width;
    long before = width * (p * size - width * (p * (p - 1) / 2));
    return before + (j - p * width) * (size - p * width) + (i - p * width);
  }

  /** A pointer to entry (i, j) of the lower triangle; valid until close. */
  DoublePointer at(int i, int j) {
    return memory.at(index(i, j));
  }

  /** The memory behind. */
  NativeMemory memory() {
    return memory;
  }

  /** The lower triangle as LAPACK takes it: n × n, column-major, leading dimension n. */
  NativeMemory toSquare() {
    NativeMemory square = new NativeMemory((long) size * size);
    for (int j = 0; j < size; j++) {
      memory.copyTo(index(j, j), square, (long) j * size + j, size - j);
    }
    return square;
  }

  /** Throws if closed. */
  void check() {
    memory.check();
  }

  @Override
  public void close() {
    memory.close();
  }
}
