package org.ntkasymptotics.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small changes to bytes: of bits, of pieces, of integers in binary and in decimal, and words of
 * the format put in where they do not belong.
 *
 * @param words of the format
 */
record Mutation(List<byte[]> words) {
  private static final int MOST_CHANGES = 5;
  private static final int LONGEST = 1 << 16;
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    255,
    256,
    65535,
    65536,
    1 << 28,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 32,
    1L << 62
  };
  private static final String[] DECIMALS = {
    "0",
    "-1",
    "1e999",
    "-1e999",
    "1e-999",
    "NaN",
    "inf",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "1000000000000000000000000000000",
    "0x10",
    "1,5",
    "+",
    "1e",
    ".",
    "00",
    "1e9999999999",
    "-0.0",
    "4e-324"
  };

  /** One to five changes, few more often than many: those reach deeper into a reader. */
  byte[] of(byte[] input, byte[] other, SplittableRandom random) {
    byte[] bytes = input;
    int changes = 1 + random.nextInt(1 + random.nextInt(MOST_CHANGES));
    for (int k = 0; k < changes && bytes.length < LONGEST; k++) {
      bytes = changed(bytes, other, random);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes, byte[] other, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(64)));
    return switch (random.nextInt(11)) {
      case 0 -> flipped(bytes, random);
      case 1 -> spliced(bytes, at, end, new byte[] {(byte) random.nextInt(256)});
      case 2 -> spliced(bytes, at, end, new byte[0]);
      case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> binary(bytes, at, random);
      case 6 -> decimal(bytes, random);
      case 7 -> spliced(bytes, at, random.nextBoolean() ? at : end, word(random));
      case 8 -> spliced(bytes, at, at, word(random));
      case 9 -> spliced(bytes, at, bytes.length, tail(other, random));
      default -> spliced(bytes, at, at, repeated(bytes, at, end, random));
    };
  }

  private byte[] word(SplittableRandom random) {
    return words.isEmpty() ? new byte[] {' '} : words.get(random.nextInt(words.size()));
  }

  private static byte[] flipped(byte[] bytes, SplittableRandom random) {
    byte[] result = bytes.clone();
    if (result.length > 0) {
      result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return result;
  }

  private static byte[] tail(byte[] other, SplittableRandom random) {
    return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
  }

  private static byte[] repeated(byte[] bytes, int from, int to, SplittableRandom random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int times = 1 << random.nextInt(10);
    for (int k = 0; k < times && out.size() < LONGEST; k++) {
      out.write(bytes, from, to - from);
    }
    return out.toByteArray();
  }

  /** An integer of 1 to 8 bytes overwritten. */
  private static byte[] binary(byte[] bytes, int at, SplittableRandom random) {
    int size = Math.min(1 << random.nextInt(4), bytes.length - at);
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    boolean big = random.nextBoolean();
    number.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    number.putLong(0, NUMBERS[random.nextInt(NUMBERS.length)]);
    byte[] result = bytes.clone();
    number.get(big ? Long.BYTES - size : 0, result, at, size);
    return result;
  }

  /** A decimal number replaced. */
  private static byte[] decimal(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length + 1);
    while (from < bytes.length && !isDigit(bytes[from])) {
      from++;
    }
    int to = from;
    while (to < bytes.length && (isDigit(bytes[to]) || bytes[to] == '.')) {
      to++;
    }
    String number = DECIMALS[random.nextInt(DECIMALS.length)];
    return spliced(bytes, from, to, number.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + piece.length);
    out.write(bytes, 0, from);
    out.write(piece, 0, piece.length);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
