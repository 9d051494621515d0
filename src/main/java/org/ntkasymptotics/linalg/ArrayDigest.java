package org.ntkasymptotics.linalg;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes and arrays in the order they are added: equal only if every bit is. */
public final class ArrayDigest {
  private static final int CHUNK = 1 << 13;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES);

  /** Of nothing yet. */
  public ArrayDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds bytes. */
  public ArrayDigest add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds values, big-endian, without their number. */
  public ArrayDigest add(double... values) {
    for (int from = 0; from < values.length; from += CHUNK) {
      int length = Math.min(CHUNK, values.length - from);
      buffer.clear();
      buffer.asDoubleBuffer().put(values, from, length);
      digest.update(buffer.limit(length * Double.BYTES));
    }
    return this;
  }

  /** The first 64 bits; nothing can be added after that. */
  public long toLong() {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  /** All bits in hexadecimal; nothing can be added after that. */
  public String toHex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
