package org.ntkasymptotics.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Named random streams of one root seed.
 *
 * <p>The stream of a name depends on the root and the name alone, not on what was drawn elsewhere,
 * so adding a consumer never changes another's numbers: the same root gives the same bits on every
 * machine, thread count and back end.
 *
 * @param root the seed the user gives
 */
public record Seeds(long root) {

  /** The stream called {@code name}; every call starts it anew. */
  public RandomStream stream(String name) {
    ByteBuffer hash = ByteBuffer.wrap(digest(name));
    return new RandomStream(
        new long[] {hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong()});
  }

  /** A root for a family of streams below {@code name}, such as one of several data sets. */
  public Seeds child(String name) {
    return new Seeds(ByteBuffer.wrap(digest(name)).getLong());
  }

  private byte[] digest(String name) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(root).array());
      return sha.digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
