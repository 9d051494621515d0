package org.ntkasymptotics.backend.cpu;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.ntkasymptotics.backend.ComputationException;

/**
 * A block of doubles outside the Java heap, of any length. Not zeroed: pages that are never written
 * take no memory.
 */
final class NativeMemory implements AutoCloseable {
  private final long length;
  private Pointer base;

  /** Allocates {@code length} doubles. */
  NativeMemory(long length) {
    this.length = length;
    base = Pointer.malloc(Math.max(1, length) * Double.BYTES);
    if (base == null || base.isNull()) {
      throw new ComputationException(
          String.format(
              java.util.Locale.ROOT,
              "the system refused %.2f GiB of memory: use fewer points",
              length * Double.BYTES / 0x1p30));
    }
  }

  /** Number of doubles. */
  long length() {
    return length;
  }

  /** A pointer to element {@code index}; only for LAPACK, valid until close. */
  DoublePointer at(long index) {
    check();
    return new DoublePointer(base).position(index);
  }

  /** A window on {@code count} elements from {@code index} on; valid until close. */
  DoubleBuffer window(long index, int count) {
    check();
    // From a pointer of its own: positions and limits beyond 2 GiB do not survive asBuffer.
    return new DoublePointer(base).<DoublePointer>getPointer(index).capacity(count).asBuffer();
  }

  /** Copies {@code count} elements from {@code index} on to another block. */
  void copyTo(long index, NativeMemory target, long targetIndex, long count) {
    check();
    target.check();
    // The position of an untyped pointer counts bytes.
    Pointer.memcpy(
        new Pointer(target.base).position(targetIndex * Double.BYTES),
        new Pointer(base).position(index * Double.BYTES),
        count * Double.BYTES);
  }

  /** Throws if closed. */
  void check() {
    if (base == null) {
      throw new IllegalStateException("this native memory was freed: it was closed or consumed");
    }
  }

  @Override
  public void close() {
    if (base != null) {
      Pointer.free(base);
      base = null;
    }
  }
}
