package org.ntkasymptotics.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Tries a reader on valid inputs that were damaged: it must give a result, or refuse with one clear
 * line, in a time and with an allocation that fit the length of the input. Input number i of a
 * reader is the same in every run. {@code -Dntk.fuzz=100000} tries as many inputs of each reader,
 * {@code -Dntk.fuzz.first=50000} leaves out those before.
 */
public final class Fuzzing {
  private static final int INPUTS = Integer.getInteger("ntk.fuzz", 800);
  private static final int FIRST = Integer.getInteger("ntk.fuzz.first", 0);

  /** Readers need buffers; a message may quote a little. */
  private static final long BYTES_ALLOWED = 4L << 20;

  /** Fields as strings, lists and maps of nodes take some hundred bytes a byte. */
  private static final long BYTES_ALLOWED_A_BYTE = 1000;

  private static final long NANOS_ALLOWED = 5_000_000_000L;
  private static final int LONGEST_MESSAGE = 1000;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final List<byte[]> valid = new ArrayList<>();
  private final List<UnaryOperator<byte[]>> seals = new ArrayList<>();
  private final List<byte[]> words = new ArrayList<>();
  private int share = 1;
  private long allowed = BYTES_ALLOWED;
  private long longestNanos;
  private int longest;

  private Fuzzing(String name) {
    this.name = name;
  }

  /** What is tried. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads one input.
     *
     * @return whether it was taken
     * @throws IllegalArgumentException to refuse it
     */
    boolean read(byte[] input) throws Exception;
  }

  /** A trial of the reader of this name. */
  public static Fuzzing of(String name) {
    return new Fuzzing(name);
  }

  /** Adds an input that is to be taken as it is. */
  public Fuzzing valid(byte[] input) {
    valid.add(input);
    return this;
  }

  /** Adds an input that is to be taken as it is. */
  public Fuzzing valid(String input) {
    return valid(input.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds words of the format. */
  public Fuzzing words(String... more) {
    for (String word : more) {
      words.add(word.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Does this to half of the inputs after their damage: compressing, a new checksum. */
  public Fuzzing sealed(UnaryOperator<byte[]> seal) {
    seals.add(seal);
    return this;
  }

  /** Tries only one n-th of the number: for readers that draw besides. */
  public Fuzzing oneIn(int n) {
    share = n;
    return this;
  }

  /** A new file: writing over an old one makes some file systems wait for the disk. */
  public static Path file(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    return Files.write(file, bytes);
  }

  /** Lets it allocate so many bytes whatever the input. */
  public Fuzzing allowing(long bytes) {
    allowed = bytes;
    return this;
  }

  /** Tries them all. */
  public void run(Reader reader) {
    for (byte[] input : valid) {
      assertTrue(isTaken(reader, input, -1), name + " refuses a valid input");
    }
    int taken = 0;
    int first = FIRST / share;
    int inputs = Math.max(1, INPUTS / share - first);
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = first; i < first + inputs; i++) {
      taken += isTaken(reader, input(i), i) ? 1 : 0;
    }
    System.err.printf(
        "%s: %d inputs from %d on, %d taken, %.1f s, at most %.3f s for input %d%n",
        name,
        inputs,
        first,
        taken,
        (THREADS.getCurrentThreadCpuTime() - begin) * 1e-9,
        longestNanos * 1e-9,
        longest);
    // Damage that leaves nothing or everything valid would show nothing.
    assertTrue(taken < inputs, name + " took every damaged input");
    assertTrue(inputs < 200 || taken > 0, name + " took none of " + inputs + " inputs");
  }

  private byte[] input(int number) {
    SplittableRandom random = new SplittableRandom(31L * name.hashCode() + number);
    byte[] first = valid.get(random.nextInt(valid.size()));
    byte[] other = valid.get(random.nextInt(valid.size()));
    byte[] damaged = new Mutation(words).of(first, other, random);
    return seals.isEmpty() || random.nextBoolean()
        ? damaged
        : seals.get(random.nextInt(seals.size())).apply(damaged);
  }

  private boolean isTaken(Reader reader, byte[] input, int number) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    boolean taken = false;
    try {
      taken = reader.read(input);
    } catch (IllegalArgumentException e) {
      requireClear(e.getMessage(), input, number, e);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(shown(input, number) + " ends in " + e, e);
    }
    if (allocatesTooMuch(bytes, input)) {
      // The JVM's count jumps now and then, by megabytes that nobody asked for; not twice.
      long again = THREADS.getCurrentThreadAllocatedBytes();
      readAgain(reader, input);
      if (allocatesTooMuch(again, input)) {
        fail(
            (shown(input, number) + " allocates ")
                + (THREADS.getCurrentThreadAllocatedBytes() - again)
                + " bytes");
      }
    }
    long took = THREADS.getCurrentThreadCpuTime() - nanos;
    if (took > NANOS_ALLOWED) {
      fail(shown(input, number) + " takes " + took + " ns");
    }
    if (took > longestNanos) {
      longestNanos = took;
      longest = number;
    }
    return taken;
  }

  private boolean allocatesTooMuch(long before, byte[] input) {
    return THREADS.getCurrentThreadAllocatedBytes() - before
        > allowed + BYTES_ALLOWED_A_BYTE * input.length;
  }

  /** What the first reading found has been judged. */
  private static void readAgain(Reader reader, byte[] input) {
    try {
      reader.read(input);
    } catch (Exception e) {
      return;
    }
  }

  private void requireClear(String message, byte[] input, int number, Exception e) {
    if (message == null
        || message.isBlank()
        || message.length() > LONGEST_MESSAGE
        || message.lines().count() != 1) {
      throw new AssertionError(shown(input, number) + " is refused unclearly: " + message, e);
    }
  }

  private String shown(byte[] input, int number) {
    byte[] start = Arrays.copyOf(input, Math.min(input.length, 2000));
    String text = new String(start, StandardCharsets.ISO_8859_1).replaceAll("[^ -~\\n]", "?");
    return String.format(
        "input %d of %s, %d bytes, %s%n%s%n",
        number, name, input.length, HexFormat.of().formatHex(start), text);
  }
}
